import { isScalar, isSeq, type Node, visit, Document as YamlDocument } from 'yaml'
import type { Document } from './shape.ts'

const LINE_WIDTH = 110
/** Lists of plain words, which read better on one line. */
const inline = new Set(['required', 'enum', 'tags', 'type', 'x-publishable', 'bearer'])

/** Stable YAML: same contract, same bytes. Texts that a YAML 1.1 reader would take for dates or booleans are quoted. */
export function toYaml(document: Document): string {
  const yaml = new YamlDocument(document, { aliasDuplicateObjects: false, compat: 'yaml-1.1' })
  yaml.commentBefore = ' Generated from spec/src: change the contract there and run `npm run generate`.'
  visit(yaml, {
    Map: (_, map) => {
      if (map.items.length === 1 && map.has('$ref')) map.flow = true
    },
    Pair: (_, { key, value }) => {
      if (isScalar(key) && inline.has(String(key.value)) && isWords(value)) value.flow = true
    },
  })
  return yaml.toString({
    lineWidth: LINE_WIDTH,
    singleQuote: true,
    blockQuote: 'literal',
    flowCollectionPadding: true,
  })
}

const isWords = (value: unknown): value is Node & { flow?: boolean } =>
  isSeq(value) && value.items.every((item) => isScalar(item))
