import type { Examples } from '../examples.ts';
import { SkipLink } from './skip-link.tsx';

export const examples: Examples = { plain: () => <SkipLink text="본문으로 바로가기" /> };
