import type { FieldTypeName } from '@dozo/content-model/definition'
import { lazy } from 'react'
import { BlocksInput } from './blocks/Input.tsx'
import { BlocksView } from './blocks/View.tsx'
import { BooleanInput } from './boolean/Input.tsx'
import { BooleanView } from './boolean/View.tsx'
import { ColorInput } from './color/Input.tsx'
import { ColorView } from './color/View.tsx'
import { ComputedInput } from './computed/Input.tsx'
import { CounterInput } from './counter/Input.tsx'
import { DateInput } from './date/Input.tsx'
import { DateTimeInput } from './date-time/Input.tsx'
import { DateTimeView } from './date-time/View.tsx'
import type { FieldUi } from './field-ui.ts'
import { FileInput } from './file/Input.tsx'
import { FileView } from './file/View.tsx'
import { GalleryInput } from './gallery/Input.tsx'
import { GroupInput } from './group/Input.tsx'
import { GroupView } from './group/View.tsx'
import { HtmlInput } from './html/Input.tsx'
import { JsonInput } from './json/Input.tsx'
import { JsonView } from './json/View.tsx'
import { LinkInput } from './link/Input.tsx'
import { LinkView } from './link/View.tsx'
import { LocationInput } from './location/Input.tsx'
import { LocationView } from './location/View.tsx'
import { MarkdownInput } from './markdown/Input.tsx'
import { MemberInput } from './member/Input.tsx'
import { MemberView } from './member/View.tsx'
import { MultiSelectInput } from './multi-select/Input.tsx'
import { NumberInput } from './number/Input.tsx'
import { RelationInput } from './relation/Input.tsx'
import { RelationView } from './relation/View.tsx'
import { RepeatInput } from './repeat/Input.tsx'
import { RepeatView } from './repeat/View.tsx'
import { ReverseInput } from './reverse/Input.tsx'
import { RichTextView } from './rich-text/View.tsx'
import { SelectInput } from './select/Input.tsx'
import { SelectView } from './select/View.tsx'
import { SlugInput } from './slug/Input.tsx'
import { TableInput } from './table/Input.tsx'
import { TableView } from './table/View.tsx'
import { TextInput } from './text/Input.tsx'
import { TextView } from './text/View.tsx'
import { TextareaInput } from './textarea/Input.tsx'
import { TimeInput } from './time/Input.tsx'

/** The editor of rich text is the largest part of the console: it comes when somebody writes, not with every list. */
const RichTextInput = lazy(async () => ({ default: (await import('./rich-text/Input.tsx')).RichTextInput }))

/** One line a type; a type of the content model that is not here does not compile. */
const all: Record<FieldTypeName, FieldUi> = {
  text: { Input: TextInput, View: TextView },
  textarea: { Input: TextareaInput, View: TextView },
  markdown: { Input: MarkdownInput, View: TextView },
  rich_text: { Input: RichTextInput, View: RichTextView },
  html: { Input: HtmlInput, View: TextView },
  number: { Input: NumberInput, View: TextView },
  counter: { Input: CounterInput, View: TextView },
  boolean: { Input: BooleanInput, View: BooleanView },
  date: { Input: DateInput, View: TextView },
  date_time: { Input: DateTimeInput, View: DateTimeView },
  time: { Input: TimeInput, View: TextView },
  select: { Input: SelectInput, View: SelectView },
  multi_select: { Input: MultiSelectInput, View: SelectView },
  slug: { Input: SlugInput, View: TextView },
  computed: { Input: ComputedInput, View: TextView },
  link: { Input: LinkInput, View: LinkView },
  color: { Input: ColorInput, View: ColorView },
  location: { Input: LocationInput, View: LocationView },
  table: { Input: TableInput, View: TableView },
  json: { Input: JsonInput, View: JsonView },
  image: { Input: FileInput, View: FileView },
  file: { Input: FileInput, View: FileView },
  gallery: { Input: GalleryInput, View: FileView },
  relation: { Input: RelationInput, View: RelationView },
  reverse: { Input: ReverseInput, View: RelationView },
  member: { Input: MemberInput, View: MemberView },
  group: { Input: GroupInput, View: GroupView },
  repeat: { Input: RepeatInput, View: RepeatView },
  blocks: { Input: BlocksInput, View: BlocksView },
}

export const fieldUi = (type: FieldTypeName): FieldUi => all[type]
