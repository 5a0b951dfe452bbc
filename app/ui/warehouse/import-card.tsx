import { Form, useNavigation } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, Checkbox, List, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'

export interface ImportAnswer {
  readonly ok: boolean
  readonly words: string
  readonly bad: readonly { readonly row: number; readonly words: string }[]
}

const example = `what,code,aisle,x_m,y_m,level,side
cross,the front,,,0
cross,the back,,,20
aisle,A-01,,0
aisle,A-02,,3
depot,Desk,,0,0
bin,A-01-01,A-01,,2,1,left
bin,A-02-01,A-02,,2,1,right`

/** Brings a file of bins, aisles and desks in, and says row by row what could not be read. */
export function ImportCard({
  placeId,
  answer,
}: {
  readonly placeId: string
  readonly answer: ImportAnswer | null
}) {
  const [text, setText] = useState('')
  const [replace, setReplace] = useState(false)
  const busy = useNavigation().state !== 'idle'
  return (
    <Card>
      <Form method="post">
        <input type="hidden" name="intent" value="import" />
        <input type="hidden" name="place" value={placeId} />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Import the map
          </Text>
          <Text as="p">
            A table with one row for each aisle, cross aisle, desk and bin; x along the cross aisles
            and y into the aisles, in metres. Further columns: zone, kind (pick or reserve),
            direction (both, away or back; of a cross aisle both, right or left), from_m and to_m.
          </Text>
          <pre className="ow-example">{example}</pre>
          {answer && <Report answer={answer} />}
          <div>
            <label htmlFor="ow-map-file" className="ow-label">
              A CSV file
            </label>
            <input
              id="ow-map-file"
              type="file"
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              onChange={async (event) => setText((await event.target.files?.[0]?.text()) ?? '')}
            />
          </div>
          <TextField
            label="Or its lines"
            name="text"
            value={text}
            onChange={setText}
            multiline={4}
            maxHeight={240}
            autoComplete="off"
            monospaced
          />
          <Checkbox
            label="Take off the map what is not in the file"
            helpText="Bins and their stock stay either way."
            name="replace"
            value="yes"
            checked={replace}
            onChange={setReplace}
          />
          <div>
            <Button submit variant="primary" loading={busy} disabled={text.trim() === ''}>
              Import
            </Button>
          </div>
        </BlockStack>
      </Form>
    </Card>
  )
}

function Report({ answer }: { readonly answer: ImportAnswer }) {
  const tone = !answer.ok ? 'critical' : answer.bad.length > 0 ? 'warning' : 'success'
  return (
    <Banner tone={tone} title={answer.words}>
      {answer.bad.length > 0 && (
        <List>
          {answer.bad.map((one) => (
            <List.Item key={one.row}>
              <span className="ow-wrap">{`Row ${one.row}: ${one.words}`}</span>
            </List.Item>
          ))}
        </List>
      )}
    </Banner>
  )
}
