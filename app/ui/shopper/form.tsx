import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { useWords } from './language.ts'

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly value: string
  /** What is wrong with it, as a sentence; empty: nothing. */
  readonly error?: string
  readonly hint?: string
  readonly required?: boolean
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
}

const idsOf = (name: string, hint: string, error: string) => {
  const ids = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')
  return ids ? { 'aria-describedby': ids } : {}
}

const Optional = () => <> ({useWords()('optional')})</>

const Around = ({
  name,
  label,
  hint = '',
  error = '',
  required = false,
  children,
}: Omit<FieldProps, 'value'> & { readonly children: ReactNode }) => (
  <div className="field">
    <label htmlFor={name}>
      {label}
      {required ? null : <Optional />}
    </label>
    {hint ? (
      <span className="hint" id={`${name}-hint`}>
        {hint}
      </span>
    ) : null}
    {children}
    {error ? (
      <span className="error" id={`${name}-error`}>
        {error}
      </span>
    ) : null}
  </div>
)

/** One line of text. What was typed stays, whatever was wrong with it. */
export const TextField = ({
  type = 'text',
  maxLength = 200,
  value,
  ...field
}: FieldProps & {
  readonly type?: 'text' | 'email' | 'tel' | 'date'
  readonly maxLength?: number
}) => (
  <Around {...field}>
    <input
      id={field.name}
      name={field.name}
      type={type}
      // Names and addresses come in every script; mail addresses and numbers are left to right.
      dir={type === 'text' ? 'auto' : 'ltr'}
      defaultValue={value}
      maxLength={maxLength}
      autoComplete={field.autoComplete}
      aria-invalid={field.error ? true : undefined}
      aria-required={field.required || undefined}
      {...idsOf(field.name, field.hint ?? '', field.error ?? '')}
    />
  </Around>
)

/** Several lines of text. */
export const LongTextField = ({
  value,
  maxLength = 2_000,
  ...field
}: FieldProps & { readonly maxLength?: number }) => (
  <Around {...field}>
    <textarea
      id={field.name}
      name={field.name}
      dir="auto"
      defaultValue={value}
      maxLength={maxLength}
      aria-invalid={field.error ? true : undefined}
      {...idsOf(field.name, field.hint ?? '', field.error ?? '')}
    />
  </Around>
)

export interface Choice {
  readonly value: string
  readonly label: string
}

const ChooseOption = () => <option value="">{useWords()('choose')}</option>

/** One of a long list. */
export const SelectField = ({
  choices,
  value,
  ...field
}: FieldProps & { readonly choices: readonly Choice[] }) => (
  <Around {...field}>
    <select
      id={field.name}
      name={field.name}
      defaultValue={value}
      autoComplete={field.autoComplete}
      aria-invalid={field.error ? true : undefined}
      {...idsOf(field.name, field.hint ?? '', field.error ?? '')}
    >
      <ChooseOption />
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  </Around>
)

/** A form that posts to the page it stands on. */
export const ShopperForm = ({
  button,
  children,
}: {
  readonly button: string
  readonly children?: ReactNode
}) => (
  <form method="post" noValidate>
    {children}
    <button type="submit">{button}</button>
  </form>
)

const CheckThis = () => <strong>{useWords()('check')}</strong>

/** All that is wrong, on top of the form, each leading to its field. */
export const Problems = ({
  problems,
}: {
  readonly problems: readonly { readonly field: string; readonly text: string }[]
}) =>
  problems.length === 0 ? null : (
    <div className="box bad" role="alert">
      <CheckThis />
      <ul>
        {problems.map(({ field, text }) => (
          <li key={field}>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
