import type { Examples } from '../examples.ts';
import { Timeline } from './timeline.tsx';

const words = { done: '끝남', now: '지금', ahead: '앞으로', stopped: '멈춤' };

export const examples: Examples = {
  'on its way': () => (
    <Timeline
      words={words}
      stages={[
        { title: '받았어요', state: 'done', day: { text: '11월 2일', iso: '2026-11-02' } },
        { title: '자료를 지웠어요', state: 'done', day: { text: '11월 5일', iso: '2026-11-05' } },
        { title: '고치는 중이에요', state: 'now', detail: '부품을 기다리고 있어요' },
        { title: '이웃에게 전달해요', state: 'ahead' },
      ]}
    />
  ),
  stopped: () => (
    <Timeline
      words={words}
      stages={[
        { title: '받았어요', state: 'done' },
        { title: '재활용했어요', state: 'stopped', day: { text: '11월 9일', iso: '2026-11-09' } },
      ]}
    />
  ),
};
