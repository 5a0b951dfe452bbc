import { BlockStack, Card, Checkbox, InlineStack, Text } from '@shopify/polaris'
import { noteDepartments } from '../../journey/order-form.ts'
import { ownerName } from '../owner-name.ts'
import { AskedFields } from './asked-fields.tsx'
import type { FormPart } from './form-part.ts'
import { TextInput } from './text-input.tsx'

/** What the shop asks of the whole order, what the customer wishes, and what departments are to know. */
export function NotesCard({ part }: { readonly part: FormPart }) {
  const { content, change } = part
  const { departments } = content
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Notes
        </Text>
        <AskedFields part={part} line={null} />
        <TextInput
          part={part}
          name="departmentNote"
          label="Note to departments"
          multiline={2}
          help="Shown on the order’s page; the customer does not see it"
        />
        {content.departmentNote.trim() !== '' && (
          <fieldset className="ow-fieldset">
            <legend>For {departments.length === 0 ? 'everybody' : 'these only'}</legend>
            <InlineStack gap="300">
              {noteDepartments.map((department) => (
                <Checkbox
                  key={department}
                  label={ownerName(department)}
                  checked={departments.includes(department)}
                  onChange={(on) =>
                    change({
                      ...content,
                      departments: on
                        ? [...departments, department]
                        : departments.filter((one) => one !== department),
                    })
                  }
                />
              ))}
            </InlineStack>
          </fieldset>
        )}
        <TextInput
          part={part}
          name="note"
          label="The customer’s own wish (optional)"
          help="Goes with the order into the store"
        />
      </BlockStack>
    </Card>
  )
}
