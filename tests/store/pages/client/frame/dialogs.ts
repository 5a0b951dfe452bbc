import { make, makeButton } from './dom.ts'

interface Sheet {
  readonly title: string
  readonly middle: Node
  readonly confirm: string
  readonly critical?: boolean
}

/** Opens a sheet over the admin. @returns true when it was confirmed, false when it was left. */
export function openSheet({ title, middle, confirm, critical }: Sheet): Promise<boolean> {
  const dialog = make('dialog', { className: 'sheet' })
  dialog.setAttribute('aria-label', title)
  const form = make('form')
  form.method = 'dialog'
  const submit = make('button', {
    className: `button primary${critical ? ' danger' : ''}`,
    text: confirm,
  })
  submit.value = 'yes'
  form.append(
    make('div', { className: 'head', text: title }),
    make('div', { className: 'middle' }, middle),
    make(
      'div',
      { className: 'foot' },
      makeButton('Cancel', 'button', () => dialog.close('')),
      submit,
    ),
  )
  dialog.append(form)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
  })
}

/** Asks before something unsaved is thrown away. */
export const mayDiscard = (title: string, text: string, confirm: string): Promise<boolean> =>
  openSheet({ title, middle: make('p', { text }), confirm, critical: true })

/** Stands in for the camera: the barcode is typed, or comes from a scanner that types. */
export async function scanBarcode(): Promise<{ data: string }> {
  const input = make('input', { className: 'field' })
  input.required = true
  input.autocomplete = 'off'
  input.inputMode = 'text'
  input.setAttribute('aria-label', 'Barcode')
  const middle = make(
    'div',
    { className: 'stack tight' },
    make('p', { className: 'quiet', text: 'The stand-in has no camera: type or scan the code.' }),
    input,
  )
  const opened = openSheet({ title: 'Scan a barcode', middle, confirm: 'Scan' })
  input.focus()
  if (!(await opened)) throw new Error('User cancelled the scan')
  return { data: input.value.trim() }
}
