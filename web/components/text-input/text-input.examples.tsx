import type { Examples } from '../examples.ts';
import { TextInput } from './text-input.tsx';

export const examples: Examples = {
  plain: () => <TextInput id="name" label="이름" autocomplete="name" />,
  'with hint': () => (
    <TextInput
      id="phone"
      type="tel"
      width={14}
      label="전화번호"
      hint="수거 기사님이 연락드려요. 예: 010-1234-5678"
    />
  ),
  optional: () => <TextInput id="model" label="모델 이름" optional="(선택)" />,
  'with suffix': () => (
    <TextInput id="count" width={4} inputmode="numeric" label="몇 대인가요?" suffix="대" />
  ),
  wrong: () => (
    <TextInput
      id="mail"
      type="email"
      label="이메일"
      error="이메일 주소에 @가 들어 있어야 해요"
      value="hong"
    />
  ),
  code: () => (
    <TextInput
      id="code"
      width={14}
      label="인증 번호 6자리"
      autocomplete="one-time-code"
      inputmode="numeric"
      value="482913"
    />
  ),
};
