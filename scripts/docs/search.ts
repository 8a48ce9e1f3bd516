import { basename } from 'node:path'
import { type Application, type DocumentReflection, IndexEvent } from 'typedoc'
import { type Document, INDEX } from './index-page.ts'

/** Groups of the index that tell how it came about, not how it is used. */
const BACKGROUND = ['Decisions', 'Project']

/**
 * A guide that has the word in its title, its file's name or a heading is found before what is named alike: TypeDoc multiplies the
 * score of a name that begins with what was asked for by up to 10, and knows no headings.
 */
export function findGuidesFirst(app: Application, documents: readonly Document[]): void {
  const guides = new Map(
    documents
      .filter(({ file, group }) => file !== INDEX && !BACKGROUND.includes(group))
      .map((guide) => [guide.title, guide]),
  )
  app.renderer.on(IndexEvent.PREPARE_INDEX, (event: IndexEvent) => {
    Object.assign(event.searchFieldWeights, { title: 6_000, headings: 2_000 })
    for (const [index, found] of event.searchResults.entries()) {
      const guide = found.isDocument() ? guides.get(found.name) : undefined
      if (guide === undefined || !found.isDocument()) continue
      event.searchFields[index] = {
        title: words(`${guide.title} ${basename(guide.file, '.md')}`),
        headings: words(headingsOf(found).join(' ')),
      }
    }
  })
}

/** Those under the title. */
function headingsOf(document: DocumentReflection): string[] {
  const text = document.content.map((part) => part.text).join('')
  return [...text.matchAll(/^#{2,4} (.+)$/gm)].map(([, heading = '']) => heading)
}

/** The site's search knows no grammar: who asks for `retry` means retries too. */
function words(text: string): string {
  const plurals = text.match(/\p{L}+ies\b/gu) ?? []
  return [text.replaceAll('`', ''), ...plurals.map((plural) => `${plural.slice(0, -'ies'.length)}y`)].join(
    ' ',
  )
}
