import { expect, test } from 'vitest'
import { untilDecided } from './support/books.ts'
import { useServer } from './support/harness.ts'

const { openTenant } = useServer()

const phone = '+919876543210'
const unknownId = 'ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y'
const rahul = { name: 'Rahul K.', phone, email: 'rahul@example.com', state: 'KA' }

test('create: answers the contact, absent members being null', async () => {
  const { api } = await openTenant()
  const { status, body } = await api('POST', '/contacts', {
    body: { name: 'Asha', address: { city: 'Mysuru' }, metadata: { tier: 'gold' } },
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    object: 'contact',
    name: 'Asha',
    email: null,
    phone: null,
    state: null,
    address: { line1: null, line2: null, city: 'Mysuru', postal_code: null, country: null },
    tax_id: null,
    metadata: { tier: 'gold' },
    livemode: false,
  })
  expect(body.id).toMatch(/^ctc_[0-9A-HJKMNP-TV-Z]{26}$/)
  expect((await api('GET', `/contacts/${body.id}`)).body).toEqual(body)
})

test('create: a contact needs a name, an email or a phone', async () => {
  const { api } = await openTenant()
  const { status, body } = await api('POST', '/contacts', { body: { state: 'KA' } })
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/name', code: 'required' }] })
})

test('create: lists every faulty field at once', async () => {
  const { api } = await openTenant()
  const body = { name: '', phone: '98765', email: 'rahul', state: 'Karnataka', nickname: 'R' }
  const answer = await api('POST', '/contacts', { body })
  expect(answer.status).toBe(422)
  const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer)
  expect(pointers.sort()).toEqual(['/email', '/name', '/nickname', '/phone', '/state'])
})

test('create: fires customer.created once, the phone masked', async () => {
  const { api } = await openTenant()
  const { body: contact } = await api('POST', '/contacts', { body: rahul })
  const { body: events } = await api('GET', '/events?type=customer.created')
  expect(events.data).toHaveLength(1)
  expect(events.data[0].data).toEqual({ ...contact, phone: '+91••••43210' })
})

test('create: refuses a phone that another contact has, and fires nothing', async () => {
  const { api } = await openTenant()
  await api('POST', '/contacts', { body: rahul })
  const { status, body } = await api('POST', '/contacts', { body: { name: 'Another', phone } })
  expect(status).toBe(409)
  expect(body).toMatchObject({
    code: 'already_exists',
    errors: [{ pointer: '/phone', code: 'already_exists' }],
  })
  expect((await api('GET', '/events')).body.data).toHaveLength(1)
})

test('create: of many at once with one phone one is made', async () => {
  const { api } = await openTenant()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => api('POST', '/contacts', { body: { phone } })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)])
})

test('create: any number of contacts have no phone', async () => {
  const { api } = await openTenant()
  for (const name of ['A', 'B']) {
    expect((await api('POST', '/contacts', { body: { name, phone: null } })).status).toBe(201)
  }
})

test('customers: the first time makes a contact, the next writes what is sent to it', async () => {
  const { api } = await openTenant()
  const first = await api('POST', '/customers', { body: { ...rahul, metadata: { a: '1' } } })
  expect(first.status).toBe(201)
  const second = await api('POST', '/customers', { body: { phone, email: null, tax_id: '29ABCDE1234F1Z5' } })
  expect(second.status).toBe(200)
  expect(second.body).toEqual({
    ...first.body,
    email: null,
    tax_id: '29ABCDE1234F1Z5',
    updated_at: second.body.updated_at,
  })
  const { body: events } = await api('GET', '/events?type=customer.created')
  expect(events.data).toHaveLength(1)
})

test('customers: of 50 at once with one phone one makes the contact, all answer it, one event tells of it', async () => {
  const { api } = await openTenant()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      untilDecided(() => api('POST', '/customers', { body: { phone, name: `Rahul ${n}` } })),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(49).fill(200), 201])
  const ids = new Set(answers.map(({ body }) => body.id))
  expect(ids.size).toBe(1)
  const { body: events } = await api('GET', '/events?limit=100')
  const made = answers.find(({ status }) => status === 201)?.body
  expect(events.data).toMatchObject([{ type: 'customer.created', data: { id: made.id, name: made.name } }])
  expect((await api('GET', '/contacts')).body.data).toHaveLength(1)
})

test('customers: needs a phone in E.164', async () => {
  const { api } = await openTenant()
  for (const body of [{ name: 'Rahul' }, { phone: '09876543210' }, { phone: null }]) {
    const answer = await api('POST', '/customers', { body })
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toMatchObject([{ pointer: '/phone' }])
  }
})

test('retrieve, update, delete: an id of nobody is 404', async () => {
  const { api } = await openTenant()
  for (const id of [unknownId, 'ctc_1', 'inv_01J9XG8M9N1P3Q5R7S9T1V3W5X']) {
    expect((await api('GET', `/contacts/${id}`)).status).toBe(404)
    expect((await api('PATCH', `/contacts/${id}`, { body: {} })).status).toBe(404)
    expect((await api('DELETE', `/contacts/${id}`)).status).toBe(404)
  }
})

test('list: newest first, in pages', async () => {
  const { api } = await openTenant()
  const names = ['A', 'B', 'C', 'D', 'E']
  for (const name of names) await api('POST', '/contacts', { body: { name } })
  const first = await api('GET', '/contacts?limit=3')
  expect(first.body.data.map((contact: { name: string }) => contact.name)).toEqual(['E', 'D', 'C'])
  expect(first.body.has_more).toBe(true)
  const rest = await api('GET', `/contacts?limit=3&cursor=${first.body.next_cursor}`)
  expect(rest.body.data.map((contact: { name: string }) => contact.name)).toEqual(['B', 'A'])
  expect(rest.body).toMatchObject({ has_more: false, next_cursor: null })
})

test('list: by phone and by email, exactly', async () => {
  const { api } = await openTenant()
  const { body: contact } = await api('POST', '/contacts', { body: rahul })
  await api('POST', '/contacts', {
    body: { name: 'Other', phone: '+919876543211', email: 'other@example.com' },
  })
  for (const query of [`phone=${encodeURIComponent(phone)}`, 'email=rahul@example.com']) {
    expect((await api('GET', `/contacts?${query}`)).body.data).toEqual([contact])
  }
  expect((await api('GET', '/contacts?email=rahul')).body.data).toEqual([])
})

test('list: finds a phone whose plus came as it is, which a query reads as a space', async () => {
  const { api } = await openTenant()
  const { body: contact } = await api('POST', '/contacts', { body: rahul })
  expect((await api('GET', `/contacts?phone=${phone}`)).body.data).toEqual([contact])
  expect((await api('GET', `/contacts?phone=++${phone.slice(1)}`)).body.data).toEqual([])
})

test('update: changes what is sent, null empties, metadata is replaced whole', async () => {
  const { api } = await openTenant()
  const { body: before } = await api('POST', '/contacts', {
    body: { ...rahul, metadata: { a: '1', b: '2' } },
  })
  const changes = { email: null, address: { city: 'Hubballi', country: 'IN' }, metadata: { c: '3' } }
  const { status, body } = await api('PATCH', `/contacts/${before.id}`, { body: changes })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    name: 'Rahul K.',
    phone,
    email: null,
    address: { line1: null, city: 'Hubballi', country: 'IN' },
    metadata: { c: '3' },
  })
  const emptied = await api('PATCH', `/contacts/${before.id}`, { body: { phone: null, address: null } })
  expect(emptied.body).toMatchObject({ phone: null, address: null })
})

test('update: refuses a phone that another contact has, keeps its own and takes one that is free again', async () => {
  const { api } = await openTenant()
  const other = '+919876543211'
  const { body: first } = await api('POST', '/contacts', { body: { phone } })
  const { body: second } = await api('POST', '/contacts', { body: { phone: other } })
  const taken = await api('PATCH', `/contacts/${second.id}`, { body: { phone } })
  expect(taken.status).toBe(409)
  expect(taken.body.errors).toMatchObject([{ pointer: '/phone', code: 'already_exists' }])
  expect((await api('PATCH', `/contacts/${second.id}`, { body: { phone: other } })).status).toBe(200)
  await api('PATCH', `/contacts/${first.id}`, { body: { phone: '+919876543212' } })
  expect((await api('PATCH', `/contacts/${second.id}`, { body: { phone } })).body.phone).toBe(phone)
  expect((await api('GET', '/contacts')).body.data).toHaveLength(2)
})

test('update: of many at once to one phone, new contacts with it among them, one gets it', async () => {
  const { api } = await openTenant()
  const made = await Promise.all(
    ['A', 'B', 'C', 'D'].map((name) => api('POST', '/contacts', { body: { name } })),
  )
  const answers = await Promise.all([
    ...made.map(({ body }) => api('PATCH', `/contacts/${body.id}`, { body: { phone } })),
    ...made.map(() => api('POST', '/contacts', { body: { phone } })),
  ])
  const won = answers.filter(({ status }) => status < 300)
  expect(won).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(7)
  const { body: found } = await api('GET', `/contacts?phone=${encodeURIComponent(phone)}`)
  expect(found.data.map(({ id }: { id: string }) => id)).toEqual([won[0]?.body.id])
})

test('update: refuses what is not valid', async () => {
  const { api } = await openTenant()
  const { body: contact } = await api('POST', '/contacts', { body: rahul })
  const { status, body } = await api('PATCH', `/contacts/${contact.id}`, { body: { phone: 'none' } })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ pointer: '/phone', code: 'invalid_format' }])
})

test('delete: it is gone, and its phone is free', async () => {
  const { api } = await openTenant()
  const { body: contact } = await api('POST', '/contacts', { body: rahul })
  const { status, text } = await api('DELETE', `/contacts/${contact.id}`)
  expect({ status, text }).toEqual({ status: 204, text: '' })
  expect((await api('GET', `/contacts/${contact.id}`)).status).toBe(404)
  expect((await api('POST', '/contacts', { body: { phone } })).status).toBe(201)
})

test('delete: refused while an invoice refers to it', async () => {
  const { api } = await openTenant()
  const { body: contact } = await api('POST', '/contacts', { body: rahul })
  const { body: invoice } = await api('POST', '/invoices', { body: { contact_id: contact.id } })
  const refused = await api('DELETE', `/contacts/${contact.id}`)
  expect(refused.status).toBe(409)
  expect(refused.body.code).toBe('in_use')
  await api('DELETE', `/invoices/${invoice.id}`)
  expect((await api('DELETE', `/contacts/${contact.id}`)).status).toBe(204)
})

test('delete: an invoice made at the same time either keeps the contact or finds none', async () => {
  const { api } = await openTenant()
  for (let round = 0; round < 5; round++) {
    const { body: contact } = await api('POST', '/contacts', { body: { name: 'Brief' } })
    const [made, deleted] = await Promise.all([
      api('POST', '/invoices', { body: { contact_id: contact.id } }),
      api('DELETE', `/contacts/${contact.id}`),
    ])
    expect([made.status, deleted.status]).toEqual(made.status === 201 ? [201, 409] : [422, 204])
  }
})
