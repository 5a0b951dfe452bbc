/** A PDF to look at and to print; nobody keeps it on the way. @param name without its ending; signs a file may not have go. */
export const pdfAnswer = (pdf: Buffer<ArrayBuffer>, name: string): Response =>
  new Response(pdf, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name.replace(/[^\w-]/g, '')}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
