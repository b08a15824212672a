import type { Examples } from '../examples.ts';
import { Select } from './select.tsx';

const districts = [
  { value: '11305', label: '강북구' },
  { value: '11530', label: '구로구' },
  { value: '11740', label: '강동구' },
];

export const examples: Examples = {
  empty: () => <Select id="district" label="어느 구에 사시나요?" empty="고르세요" choices={districts} />,
  chosen: () => <Select id="district-chosen" label="자치구" choices={districts} value="11530" />,
  wrong: () => (
    <Select
      id="district-wrong"
      label="자치구"
      empty="고르세요"
      choices={districts}
      error="자치구를 골라 주세요"
    />
  ),
};
