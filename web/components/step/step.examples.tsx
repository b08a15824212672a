import { Button } from '../button/button.tsx';
import type { Examples } from '../examples.ts';
import { TextInput } from '../text-input/text-input.tsx';
import { Step } from './step.tsx';

export const examples: Examples = {
  'second of five': () => (
    <Step id="contact" count="5단계 중 2단계" title="어떻게 연락드릴까요?">
      <TextInput id="step-name" label="이름" />
      <div class="button-row">
        <Button type="submit">계속</Button>
      </div>
    </Step>
  ),
};
