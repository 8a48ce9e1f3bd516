/** Ids and times of the examples, so that they tell one story over all resources. */
export const example = {
  tenant: 'tnt_01J9XG6T4S0Q2V8N3M5K7P9R1A',
  apiKey: 'key_01J9XG7B6C8D0E2F4G6H8J0K2M',
  contact: 'ctc_01J9XG7N4P6Q8R0S2T4V6W8X0Y',
  product: 'itm_01J9XG8A1B3C5D7E9F1G3H5J7K',
  store: 'sto_01J9XG8C0D2F4G6H8J0K2M4N6P',
  movement: 'mov_01J9XG8D1E3G5H7J9K1M3N5P7Q',
  invoice: 'inv_01J9XG8M9N1P3Q5R7S9T1V3W5X',
  item: 'li_01J9XG8M9P2Q4R6S8T0V2W4X6Y',
  billable: 'bil_01J9XG9Z0A2B4C6D8E0F2G4H6J',
  event: 'evt_01J9XGA1K3M5N7P9Q1R3S5T7V9',
  endpoint: 'whk_01J9XGB0W2X4Y6Z8A0B2C4D6E8',
  delivery: 'dlv_01J9XGC5F7G9H1J3K5M7N9P1Q3',
  attempt: 'att_01J9XGC5R7S9T1V3W5X7Y9Z1A3',
  payment: 'pay_01J9XGD0C2E4G6J8K0M2N4P6Q8',
  refund: 'rfd_01J9XGD5M7N9P1Q3R5S7T9V1W3',
  entry: 'ent_01J9XGD0F2G4H6J8K0M2N4P6R8',
  sendEntry: 'ent_01J9XG8M9R2S4T6V8W0X2Y4Z6A',
  creditNote: 'crn_01J9XGE0A2B4C6D8E0F2G4H6J8',
  creditNoteItem: 'cri_01J9XGE0K2M4N6P8Q0R2S4T6V8',
  paymentLink: 'lnk_01J9XGF0W2X4Y6Z8A0B2C4D6E8',
  reminder: 'rem_01J9XGG0F2G4H6J8K0M2N4P6Q8',
  at: '2026-06-28T10:14:22.000Z',
} as const

export const stamps = { created_at: example.at, updated_at: example.at, livemode: false } as const
