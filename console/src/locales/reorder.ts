import { pairs } from './pairs.ts'

export const reorder = pairs({
  handle: ['「{name}」を移動', 'Move “{name}”'],
  up: ['一つ上へ', 'Up'],
  down: ['一つ下へ', 'Down'],
  first: ['先頭へ', 'To the top'],
  last: ['末尾へ', 'To the end'],
  moved: [
    '「{name}」を移動しました。{count} 件中 {place} 番目です。',
    '“{name}” was moved. It is now {place} of {count}.',
  ],
})
