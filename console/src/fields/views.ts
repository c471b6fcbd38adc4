import type { FieldTypeName } from '@dozo/content-model/definition'
import type { ComponentType } from 'react'
import type { ViewProps } from './field-ui.ts'
import { BlocksView } from './blocks/View.tsx'
import { BooleanView } from './boolean/View.tsx'
import { ColorView } from './color/View.tsx'
import { DateTimeView } from './date-time/View.tsx'
import { FileView } from './file/View.tsx'
import { GroupView } from './group/View.tsx'
import { JsonView } from './json/View.tsx'
import { LinkView } from './link/View.tsx'
import { LocationView } from './location/View.tsx'
import { MemberView } from './member/View.tsx'
import { RelationView } from './relation/View.tsx'
import { RepeatView } from './repeat/View.tsx'
import { RichTextView } from './rich-text/View.tsx'
import { SelectView } from './select/View.tsx'
import { TableView } from './table/View.tsx'
import { TextView } from './text/View.tsx'

/** How a value looks where it is not written: lists come without what writes it. A type that is not here does not compile. */
const views: Record<FieldTypeName, ComponentType<ViewProps>> = {
  text: TextView,
  textarea: TextView,
  markdown: TextView,
  rich_text: RichTextView,
  html: TextView,
  number: TextView,
  counter: TextView,
  boolean: BooleanView,
  date: TextView,
  date_time: DateTimeView,
  time: TextView,
  select: SelectView,
  multi_select: SelectView,
  slug: TextView,
  computed: TextView,
  link: LinkView,
  color: ColorView,
  location: LocationView,
  table: TableView,
  json: JsonView,
  image: FileView,
  file: FileView,
  gallery: FileView,
  relation: RelationView,
  reverse: RelationView,
  member: MemberView,
  group: GroupView,
  repeat: RepeatView,
  blocks: BlocksView,
}

export const viewOf = (type: FieldTypeName): ComponentType<ViewProps> => views[type]
