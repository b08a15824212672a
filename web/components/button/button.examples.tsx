import type { Examples } from '../examples.ts';
import { Button, ButtonLink } from './button.tsx';

export const examples: Examples = {
  primary: () => <Button type="submit">계속</Button>,
  secondary: () => <Button variant="secondary">고치기</Button>,
  quiet: () => <Button variant="quiet">지우기</Button>,
  danger: () => <Button variant="danger">신청 거두기</Button>,
  disabled: () => <Button disabled>보내는 중…</Button>,
  'large link with icon': () => (
    <ButtonLink href="/give/" size="large" icon="desktop">
      PC 나누기
    </ButtonLink>
  ),
};
