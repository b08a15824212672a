import type { Examples } from '../examples.ts';
import { Notification } from './notification.tsx';

export const examples: Examples = {
  info: () => <Notification title="평일에만 방문해요">토요일 수거는 아직 준비하고 있어요.</Notification>,
  success: () => (
    <Notification tone="success" title="접수했어요">
      접수 번호 7K3M9-QX24W
    </Notification>
  ),
  warning: () => <Notification tone="warning">이 PC는 자료 삭제 증거가 아직 없어요.</Notification>,
  error: () => (
    <Notification tone="error" title="저장하지 못했어요">
      다른 분이 먼저 바꿨어요.
    </Notification>
  ),
};
