import type { Examples } from '../examples.ts';
import { SiteHeader } from './site-header.tsx';

export const examples: Examples = {
  korean: () => (
    <SiteHeader
      brand="IT 서울, 희망나눔"
      home="/"
      phone={{ number: '02-120', invitation: '전화로도 도와드려요', hours: '평일 오전 9시부터 오후 6시까지' }}
      language={{ href: '/en/', code: 'en', name: 'English' }}
      nav={{
        label: '주 메뉴',
        items: [
          { href: '/give/', text: '나누기', current: true },
          { href: '/apply/', text: '신청하기' },
          { href: '/follow/', text: '조회하기' },
          { href: '/help/', text: '도움받기' },
          { href: '/about/', text: '소개' },
        ],
      }}
    />
  ),
};
