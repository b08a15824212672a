import type { Examples } from '../examples.ts';
import { SiteFooter } from './site-footer.tsx';

export const examples: Examples = {
  korean: () => (
    <SiteFooter
      programme="IT 서울, 희망나눔"
      owner="서울특별시 정보시스템기획단"
      address="04524 서울특별시 중구 세종대로 110"
      phone={{ number: '02-120', invitation: '전화로도 도와드려요', hours: '평일 오전 9시부터 오후 6시까지' }}
      email="help@ithope.example"
      nav={{
        label: '아래쪽 메뉴',
        items: [
          { href: '/privacy/', text: '개인정보 처리방침', strong: true },
          { href: '/accessibility/', text: '접근성 안내' },
        ],
      }}
    />
  ),
};
