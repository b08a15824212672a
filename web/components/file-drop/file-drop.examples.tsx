import type { Examples } from '../examples.ts';
import { FileDrop } from './file-drop.tsx';

export const examples: Examples = {
  plain: () => (
    <FileDrop
      id="evidence"
      label="진단 파일"
      hint="lshw, smartctl, nwipe의 출력. 10 MB까지."
      prompt="파일을 여기에 놓거나 눌러서 고르세요"
      multiple
    />
  ),
  wrong: () => (
    <FileDrop
      id="evidence-wrong"
      label="진단 파일"
      prompt="파일을 여기에 놓거나 눌러서 고르세요"
      error="photo.png: 진단 파일이 아니에요"
    />
  ),
};
