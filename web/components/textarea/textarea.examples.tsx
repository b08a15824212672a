import type { Examples } from '../examples.ts';
import { Textarea } from './textarea.tsx';

export const examples: Examples = {
  empty: () => (
    <Textarea id="purpose" label="컴퓨터를 어디에 쓰실 건가요?" hint="짧아도 괜찮아요." maxlength={1000} />
  ),
  filled: () => <Textarea id="note" label="메모" value="3층이고 승강기가 있습니다." />,
  wrong: () => <Textarea id="reason" label="까닭" error="까닭을 적어 주세요" />,
};
