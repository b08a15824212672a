import { expect, test } from 'vitest';
import * as contract from '../../../functions/deliveries/contract.ts';
import * as domain from '../../../functions/deliveries/domain.ts';
import { FAILURES, HANDOVER, MUST_BE_TRUE, SIGNATURES, UNSIGNED } from './words.ts';

test('the pages have the contract’s words', () => {
  expect(HANDOVER).toEqual(contract.HANDOVER);
  expect(MUST_BE_TRUE).toEqual(domain.MUST_BE_TRUE);
  expect(FAILURES).toEqual(contract.FAILURES);
  const signatures = contract.Signature.options.map((option) => option.shape.kind.value);
  expect(signatures).toEqual(SIGNATURES);
  for (const because of UNSIGNED)
    expect(contract.Signature.safeParse({ kind: 'none', because }).success, because).toBe(true);
});
