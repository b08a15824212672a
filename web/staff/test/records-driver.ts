import type { AnswerOf } from '../contracts.ts';
import { daysAgo, ids, delivery as outDelivery } from './records.ts';

const deliveryId = (n: number) => `dlv_01KAS0000000000000000${String(n).padStart(5, '0')}`;
export const driverIds = {
  route: 'rte_01KAS000000000000000000001',
  first: deliveryId(1),
  second: deliveryId(3),
  third: deliveryId(4),
} as const;
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(new Date());

type Route = AnswerOf<'readMyRoutes'>['items'][number];
export const route = (more: Partial<Route> = {}): Route => ({
  ...{ id: driverIds.route, status: 'OUT', day: today(), district: '11530', crew: '2호차', driver: 'me' },
  ...{ stops: 3, deliveries: 4, concluded: 0, version: 3, since: daysAgo(1) },
  ...more,
});

const computer = (n: number) => ({
  ...{ id: deliveryId(n), status: 'OUT' as const, device: ids.device, assetNumber: `SH-26-0000${n}` },
});

type Stop = AnswerOf<'readRouteSheet'>['order'][number];
/** A household, a centre with two PCs, and somebody who speaks English and whose place is not on the map. */
export const doors: readonly Stop[] = [
  {
    number: 1,
    slot: 'morning',
    application: ids.application,
    deliveries: [computer(1)],
    door: {
      ...{ name: '박새봄이', phone: '01012345678', language: 'ko', postcode: '08301' },
      needs: ['screenReader', 'internet'],
      ...{ street: '서울특별시 구로구 가마산로 245', detail: '101동 1203호' },
      coordinates: { latitude: 37.4954, longitude: 126.8874 },
    },
  },
  {
    number: 2,
    slot: 'morning',
    application: 'app_01KAS000000000000000000002',
    deliveries: [computer(2), computer(3)],
    door: {
      ...{ name: '이담당', organisation: '구로햇살지역아동센터', phone: '0228602114', language: 'ko' },
      needs: [],
      ...{ postcode: '08209', street: '서울특별시 구로구 공원로 41' },
    },
  },
  {
    number: 3,
    slot: 'afternoon',
    application: 'app_01KAS000000000000000000003',
    deliveries: [computer(4)],
    door: { name: 'Maria Santos', phone: '01099998888', language: 'en', needs: [] },
  },
];

export const sheet = (more: Partial<AnswerOf<'readRouteSheet'>> = {}): AnswerOf<'readRouteSheet'> => ({
  ...route(),
  opened: true,
  order: [...doors],
  ...more,
});

export const routes = (status: Route['status']): AnswerOf<'listRoutes'> => ({
  items: [
    route({ status }),
    route({ id: 'rte_01KAS000000000000000000002', status, district: '11740', concluded: 2 }),
  ],
});

export const officeRoute: AnswerOf<'readRoute'> = {
  ...route({ status: 'PLANNED' }),
  order: doors.map(({ door: _, ...stop }) => stop),
  moves: ['assign', 'reorder', 'dissolve', 'depart'],
  history: [{ at: daysAgo(1), type: 'route.plan', by: { kind: 'staff', id: 'colleague-7f3a' } }],
};

export const slots: AnswerOf<'readSlots'> = {
  days: ['2099-12-01', '2099-12-02'].map((day) => ({
    day,
    slots: [
      { slot: 'morning', from: '09:30', until: '12:00', free: 4 },
      { slot: 'afternoon', from: '13:30', until: '17:30', free: 0 },
    ],
  })),
};

export const calls: AnswerOf<'listCalls'> = {
  items: [1, 2].map((n) => ({
    application: `app_01KAS00000000000000000001${n}`,
    reference: `00000000${n}0`,
    personId: ids.person,
    district: '11530',
    askedAt: daysAgo(n),
  })),
};

export const bookedDelivery: AnswerOf<'readDelivery'> = {
  ...outDelivery,
  status: 'BOOKED',
  route: driverIds.route,
  moves: ['rebook', 'depart'],
};
export const disputedDelivery: AnswerOf<'readDelivery'> = {
  ...outDelivery,
  status: 'DONE',
  handover: { installed: true, starts: true, internet: false, explained: true, warrantyGiven: true },
  doneAt: daysAgo(1),
  consents: { signature: true, photos: true },
  photos: [{ photo: 'pht_01KAS000000000000000000001', at: daysAgo(1), keptUntil: '2099-02-26' }],
  dispute: { told: 'FAILED', at: daysAgo(0), reason: 'NOBODY_HOME' },
  moves: [],
};
