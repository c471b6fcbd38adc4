import type { FieldTypeName } from '@dozo/content-model/definition'
import type { ComponentType } from 'react'
import { later } from '../ui/later.ts'
import type { InputProps } from './field-ui.ts'
import { BlocksInput } from './blocks/Input.tsx'
import { BooleanInput } from './boolean/Input.tsx'
import { ColorInput } from './color/Input.tsx'
import { ComputedInput } from './computed/Input.tsx'
import { CounterInput } from './counter/Input.tsx'
import { DateTimeInput } from './date-time/Input.tsx'
import { DateInput } from './date/Input.tsx'
import { FileInput } from './file/Input.tsx'
import { GalleryInput } from './gallery/Input.tsx'
import { GroupInput } from './group/Input.tsx'
import { HtmlInput } from './html/Input.tsx'
import { JsonInput } from './json/Input.tsx'
import { LinkInput } from './link/Input.tsx'
import { LocationInput } from './location/Input.tsx'
import { MarkdownInput } from './markdown/Input.tsx'
import { MemberInput } from './member/Input.tsx'
import { MultiSelectInput } from './multi-select/Input.tsx'
import { NumberInput } from './number/Input.tsx'
import { RelationInput } from './relation/Input.tsx'
import { RepeatInput } from './repeat/Input.tsx'
import { ReverseInput } from './reverse/Input.tsx'
import { SelectInput } from './select/Input.tsx'
import { SlugInput } from './slug/Input.tsx'
import { TableInput } from './table/Input.tsx'
import { TextInput } from './text/Input.tsx'
import { TextareaInput } from './textarea/Input.tsx'
import { TimeInput } from './time/Input.tsx'

/** The editor of rich text is the largest part of the console: it comes when somebody writes. */
const RichTextInput = later(() => import('./rich-text/Input.tsx'), 'RichTextInput')

/** One line a type; a type of the content model that is not here does not compile. */
const inputs: Record<FieldTypeName, ComponentType<InputProps>> = {
  text: TextInput,
  textarea: TextareaInput,
  markdown: MarkdownInput,
  rich_text: RichTextInput,
  html: HtmlInput,
  number: NumberInput,
  counter: CounterInput,
  boolean: BooleanInput,
  date: DateInput,
  date_time: DateTimeInput,
  time: TimeInput,
  select: SelectInput,
  multi_select: MultiSelectInput,
  slug: SlugInput,
  computed: ComputedInput,
  link: LinkInput,
  color: ColorInput,
  location: LocationInput,
  table: TableInput,
  json: JsonInput,
  image: FileInput,
  file: FileInput,
  gallery: GalleryInput,
  relation: RelationInput,
  reverse: ReverseInput,
  member: MemberInput,
  group: GroupInput,
  repeat: RepeatInput,
  blocks: BlocksInput,
}

export const inputOf = (type: FieldTypeName): ComponentType<InputProps> => inputs[type]
