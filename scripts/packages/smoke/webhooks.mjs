import assert from 'node:assert/strict'

/** A delivery signed by the package is verified by it, and a tampered one refused. */
export async function story({ generateSecret, sign, verify, verifyAsync }) {
  const secret = generateSecret()
  const payload = JSON.stringify({ id: 'evt_1', type: 'invoice.sent', data: {} })
  const headers = sign({ id: 'evt_1', timestamp: Math.floor(Date.now() / 1000), payload, secrets: secret })
  assert.equal(verify(payload, headers, [secret]).type, 'invoice.sent')
  assert.equal((await verifyAsync(payload, headers, [secret])).type, 'invoice.sent')
  assert.throws(
    () => verify(payload.replace('sent', 'paid'), headers, [secret]),
    (error) => error.code === 'no_match',
  )
}
