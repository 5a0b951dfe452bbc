import { useRevalidator } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { type ChangeEvent, useRef, useState } from 'react'
import { usePlace } from '../place.tsx'
import { useFile } from '../use-file.ts'

/** Longest side of a photo as it is kept, in pixels: enough to read a label on it. */
const longest = 1_600

/** Takes photos of what goes into the parcel, and shows those that were taken. */
export function PhotoCard({
  shipment,
  photos,
  mayTake,
}: {
  readonly shipment: string
  readonly photos: readonly string[]
  readonly mayTake: boolean
}) {
  const place = usePlace()
  const url = `${place}/pack/${shipment}/photos`
  const field = useRef<HTMLInputElement>(null)
  const { revalidate } = useRevalidator()
  const { get, problem } = useFile()
  const [said, setSaid] = useState<{ ok: boolean; words: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    event.target.value = ''
    if (!file) return
    setBusy(true)
    setSaid(await send(url, file))
    setBusy(false)
    revalidate()
  }
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Photos
        </Text>
        <InlineStack gap="200">
          {photos.map((id, at) => (
            <Button key={id} onClick={() => void get(`${url}?id=${id}`, `photo-${at + 1}`, 'open')}>
              {`Photo ${at + 1}`}
            </Button>
          ))}
          {mayTake && (
            <>
              <input
                ref={field}
                hidden
                type="file"
                accept="image/*"
                capture="environment"
                aria-label="Photo"
                onChange={(event) => void take(event)}
              />
              <Button loading={busy} onClick={() => field.current?.click()}>
                Take a photo
              </Button>
            </>
          )}
        </InlineStack>
        {(said || problem !== null) && (
          <div role="status">
            <Text as="p" tone={said?.ok ? 'success' : 'critical'}>
              {said?.words ?? problem}
            </Text>
          </div>
        )}
      </BlockStack>
    </Card>
  )
}

async function send(url: string, file: File): Promise<{ ok: boolean; words: string }> {
  const lost = { ok: false, words: 'The photo was not kept. Take it again' }
  try {
    const answer = await fetch(url, { method: 'POST', body: await smaller(file) })
    const read: unknown = await answer.json()
    if (typeof read !== 'object' || read === null) return lost
    const words: unknown = Reflect.get(read, 'words')
    return typeof words === 'string' ? { ok: answer.ok, words } : lost
  } catch {
    return lost
  }
}

/** The same picture with fewer pixels, and without what a camera writes beside them (where it was taken). */
async function smaller(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return file
  const share = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * share)
  canvas.height = Math.round(picture.height * share)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.8))
}
