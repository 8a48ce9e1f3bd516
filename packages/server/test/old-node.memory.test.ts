import { expect, test, vi } from 'vitest'
import { createServer } from '../src/index.ts'

test('createServer: on a Node without node:sqlite says which is needed, and how a project gets it', async () => {
  const found = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
  try {
    await expect(createServer()).rejects.toThrow(
      /needs Node 22\.13 or newer; this is \d.*`npm install --save-dev node@24` gives this project's scripts one\./,
    )
  } finally {
    found.mockRestore()
  }
})
