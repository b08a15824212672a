import type { Examples } from '../examples.ts';
import { Checkboxes, Radios } from './choices.tsx';

const kinds = [
  { value: 'DESKTOP', label: '데스크톱', hint: '본체와 모니터' },
  { value: 'LAPTOP', label: '노트북' },
];

export const examples: Examples = {
  radios: () => <Radios id="kind" label="어떤 컴퓨터인가요?" choices={kinds} required />,
  'radios chosen': () => (
    <Radios id="kind-chosen" label="어떤 컴퓨터인가요?" choices={kinds} value="LAPTOP" />
  ),
  'radios wrong': () => (
    <Radios id="kind-wrong" label="어떤 컴퓨터인가요?" choices={kinds} error="컴퓨터 종류를 골라 주세요" />
  ),
  checkboxes: () => (
    <Checkboxes id="parts" label="같이 주시는 것" choices={kinds} value={['LAPTOP']} optional="(선택)" />
  ),
};
