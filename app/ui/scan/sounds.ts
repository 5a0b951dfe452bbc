/** Sounds of the floor: a picker hears whether a scan was right without looking. */
let context: AudioContext | null = null

function beep(frequency: number, seconds: number, shape: OscillatorType, loudness: number) {
  context ??= new AudioContext()
  const now = context.currentTime
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.type = shape
  tone.frequency.value = frequency
  volume.gain.setValueAtTime(loudness, now)
  volume.gain.exponentialRampToValueAtTime(0.001, now + seconds)
  tone.connect(volume).connect(context.destination)
  tone.start(now)
  tone.stop(now + seconds)
}

export function soundRight(): void {
  beep(1_320, 0.09, 'sine', 0.25)
}

/** Loud, low and long; phones shake with it. */
export function soundWrong(): void {
  beep(180, 0.45, 'square', 0.6)
  navigator.vibrate?.([120, 60, 120])
}
