import { Button } from '@shopify/polaris'
import { useEffect, useRef, useState } from 'react'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

interface CameraProps {
  readonly onScan: (code: string) => void
}

/** A button that scans with the phone's camera: through Shopify's own scanner in its mobile app, else here. */
export function CameraScan({ onScan }: CameraProps) {
  const [open, setOpen] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const start = async () => {
    setTrouble(null)
    // App Bridge is there inside the admin only.
    const capture = shopifyScanner(Reflect.get(window, 'shopify'))
    if (!capture) return setOpen(true)
    const found = await capture().catch(() => null)
    if (found) onScan(found)
  }
  return (
    <div className="ow-deeds">
      {!open && (
        <Button size="large" onClick={() => void start()}>
          Scan with the camera
        </Button>
      )}
      {trouble && <p role="alert">{trouble}</p>}
      {open && (
        <Viewfinder
          onScan={onScan}
          onClose={() => setOpen(false)}
          onTrouble={(words) => {
            setTrouble(words)
            setOpen(false)
          }}
        />
      )}
    </div>
  )
}

/** App Bridge offers a scanner inside Shopify's mobile app only. */
function shopifyScanner(bridge: unknown): (() => Promise<string | null>) | null {
  const part = (from: unknown, name: string): unknown =>
    typeof from === 'object' && from !== null && Reflect.has(from, name)
      ? Reflect.get(from, name)
      : undefined
  const scanner = part(bridge, 'scanner')
  const capture = part(scanner, 'capture')
  if (part(part(bridge, 'environment'), 'mobile') !== true || typeof capture !== 'function')
    return null
  return async () => {
    const answer: unknown = await capture.call(scanner)
    const data = part(answer, 'data')
    return typeof data === 'string' ? data : null
  }
}

interface ViewfinderProps extends CameraProps {
  readonly onClose: () => void
  readonly onTrouble: (words: string) => void
}

/** The same code is not read again for this long: a camera sees it many times a second. */
const samePauseMs = 1_500

function Viewfinder({ onScan, onClose, onTrouble }: ViewfinderProps) {
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef({ onScan, onTrouble })
  told.current = { onScan, onTrouble }
  useEffect(() => {
    const ending = new AbortController()
    watch(video, ending.signal, (code) => told.current.onScan(code)).catch((fault: unknown) => {
      if (!ending.signal.aborted) told.current.onTrouble(cameraWords(fault))
    })
    return () => ending.abort()
  }, [])
  return (
    <div className="ow-camera">
      <video ref={video} playsInline muted />
      <Button onClick={onClose}>Close the camera</Button>
    </div>
  )
}

async function watch(
  video: { readonly current: HTMLVideoElement | null },
  signal: AbortSignal,
  found: (code: string) => void,
): Promise<void> {
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill')
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })
  const detector = new BarcodeDetector()
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1_280 } },
  })
  signal.addEventListener('abort', () => {
    for (const track of stream.getTracks()) track.stop()
  })
  const screen = video.current
  if (!screen || signal.aborted) return
  screen.srcObject = stream
  await screen.play()
  let last = { code: '', at: 0 }
  while (!signal.aborted) {
    const [code] = await detector.detect(screen)
    const now = performance.now()
    if (code && (code.rawValue !== last.code || now - last.at > samePauseMs)) {
      last = { code: code.rawValue, at: now }
      found(code.rawValue)
    }
    await new Promise((resolve) => setTimeout(resolve, 120))
  }
}

function cameraWords(fault: unknown): string {
  const name = fault instanceof Error ? fault.name : ''
  if (name === 'NotAllowedError')
    return 'The camera is not allowed here. Allow it in the browser, or use a hand scanner.'
  if (name === 'NotFoundError') return 'This device has no camera. Use a hand scanner, or type.'
  return 'The camera did not start. Use a hand scanner, or type.'
}
