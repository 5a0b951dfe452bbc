/** Small things of every page: the menu on a phone, the user switcher, blocks that grow. */
const toggle = document.querySelector('.menu-toggle')
toggle?.addEventListener('click', () => {
  const open = document.getElementById('rail')?.classList.toggle('open') ?? false
  toggle.setAttribute('aria-expanded', String(open))
})

const user = document.getElementById('user')
if (user instanceof HTMLSelectElement) {
  user.addEventListener('change', () => {
    const back = user.form?.querySelector<HTMLInputElement>('input[name="back"]')
    if (back) back.value = location.pathname + location.search
    user.form?.requestSubmit()
  })
}

// Extension blocks say how tall they are; only frames of this page are heard.
window.addEventListener('message', (event) => {
  if (event.origin !== location.origin) return
  for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe.block-frame')) {
    const { data } = event
    if (event.source !== frame.contentWindow || typeof data?.blockHeight !== 'number') continue
    frame.style.height = `${data.blockHeight}px`
  }
})

export {}
