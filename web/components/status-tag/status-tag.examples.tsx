import type { Examples } from '../examples.ts';
import { StatusTag } from './status-tag.tsx';

export const examples: Examples = {
  waiting: () => <StatusTag meaning="waiting">확인 기다림</StatusTag>,
  moving: () => <StatusTag meaning="moving">자료 삭제 중</StatusTag>,
  done: () => <StatusTag meaning="done">설치 완료</StatusTag>,
  stopped: () => <StatusTag meaning="stopped">삭제 실패</StatusTag>,
  neutral: () => <StatusTag meaning="neutral">재활용</StatusTag>,
};
