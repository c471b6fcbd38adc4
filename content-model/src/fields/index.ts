import { blocks } from './blocks.ts'
import { boolean } from './boolean.ts'
import { color } from './color.ts'
import { computed } from './computed.ts'
import { counter } from './counter.ts'
import { date } from './date.ts'
import { dateTime } from './date-time.ts'
import { file } from './file.ts'
import { gallery } from './gallery.ts'
import { group } from './group.ts'
import { html } from './html.ts'
import { image } from './image.ts'
import { json } from './json.ts'
import { link } from './link.ts'
import { location } from './location.ts'
import { markdown } from './markdown.ts'
import { member } from './member.ts'
import { multiSelect } from './multi-select.ts'
import { number } from './number.ts'
import { allTypes, register, typeOf } from './registry.ts'
import { relation } from './relation.ts'
import { repeat } from './repeat.ts'
import { reverse } from './reverse.ts'
import { richText } from './rich-text.ts'
import { select } from './select.ts'
import { slug } from './slug.ts'
import { table } from './table.ts'
import { text } from './text.ts'
import { textarea } from './textarea.ts'
import { time } from './time.ts'

/** The list of field types: a new one joins here. */
register([
  text,
  textarea,
  markdown,
  richText,
  html,
  number,
  counter,
  boolean,
  date,
  dateTime,
  time,
  select,
  multiSelect,
  slug,
  computed,
  link,
  color,
  location,
  table,
  json,
  image,
  file,
  gallery,
  relation,
  reverse,
  member,
  group,
  repeat,
  blocks,
])

export { allTypes, typeOf }
