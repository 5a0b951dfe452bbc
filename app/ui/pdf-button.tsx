import { Button, Text } from '@shopify/polaris'
import { useFile } from './use-file.ts'

interface PdfButtonProps {
  readonly path: string
  /** Of the file, without its ending; signs a file may not have go. */
  readonly name: string
  readonly label: string
}

/** Opens a PDF to print it. */
export function PdfButton({ path, name, label }: PdfButtonProps) {
  const { busy, problem, get } = useFile()
  return (
    <>
      <Button loading={busy} onClick={() => void get(path, pdfName(name), 'open')}>
        {label}
      </Button>
      {problem !== null && (
        <div role="alert">
          <Text as="p" tone="critical">
            {problem}
          </Text>
        </div>
      )}
    </>
  )
}

export const pdfName = (name: string): string => `${name.replace(/[^\w-]/g, '')}.pdf`
