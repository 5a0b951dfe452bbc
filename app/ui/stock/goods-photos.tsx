import { useFetcher } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useEffect, useRef, useState } from 'react'
import { useGoodsPaths } from '../place.tsx'
import type { ReceiveScreen } from './receive-screen.ts'

interface GoodsPhotosProps {
  readonly screen: ReceiveScreen
  readonly mayAdd: boolean
}

/** Pictures of the goods as they came; a phone takes one with its camera. */
export function GoodsPhotos({ screen, mayAdd }: GoodsPhotosProps) {
  const file = useRef<HTMLInputElement>(null)
  const { submit, state, data } = useFetcher<{ readonly ok: boolean; readonly words: string }>()
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Photos
        </Text>
        {screen.photos.length === 0 && (
          <Text as="p" tone="subdued">
            None yet. Take one of what is damaged, before anybody moves it.
          </Text>
        )}
        <InlineStack gap="200">
          {screen.photos.map((id, at) => (
            <Photo key={id} id={id} name={`Photo ${screen.photos.length - at}`} />
          ))}
        </InlineStack>
        {data && !data.ok && (
          <Text as="p" tone="critical">
            {data.words}
          </Text>
        )}
        {mayAdd && (
          <div className="ow-deeds">
            <input
              ref={file}
              type="file"
              hidden
              accept="image/jpeg,image/png,image/webp"
              capture="environment"
              aria-label="Photo of the goods"
              onChange={(event) => {
                const [photo] = event.currentTarget.files ?? []
                if (!photo) return
                const form = new FormData()
                form.set('intent', 'photo')
                form.set('photo', photo)
                submit(form, { method: 'post', encType: 'multipart/form-data' })
                event.currentTarget.value = ''
              }}
            />
            <Button size="large" loading={state !== 'idle'} onClick={() => file.current?.click()}>
              Take a photo
            </Button>
          </div>
        )}
      </BlockStack>
    </Card>
  )
}

/** A picture could not say who asks: it is fetched and handed to the page. */
function Photo({ id, name }: { readonly id: string; readonly name: string }) {
  const { photo } = useGoodsPaths()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const ending = new AbortController()
    let made: string | null = null
    fetch(`${photo}/${id}`, { signal: ending.signal })
      .then(async (answer) => {
        if (!answer.ok) return
        made = URL.createObjectURL(await answer.blob())
        setUrl(made)
      })
      .catch(() => undefined)
    return () => {
      ending.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [id, photo])
  return url ? <img className="ow-photo" src={url} alt={name} /> : <span className="ow-photo" />
}
