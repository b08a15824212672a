import { localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { historyOf } from '../kernel/history.ts';
import type { Key } from '../kernel/keys.ts';
import type { deliveriesContract, photoRoutes, routeRoutes } from './contract.ts';
import { departRoute } from './depart.ts';
import type { DeliveryDependencies } from './http.ts';
import { linkToPaper } from './paper-links.ts';
import { addPhoto, preparePhoto, readPhoto } from './photo.ts';
import { planRoute } from './plan-route.ts';
import type { DeliveriesRepository } from './repository.ts';
import { mustHaveDriven, type Route, routeList, routeTransitions } from './route.ts';
import { assignDriver, changeRoute, dissolveRoute } from './route-changes.ts';
import { orderOf, readSheet, routeLineOf } from './sheet.ts';

type All = Handlers<typeof deliveriesContract>;

export const routeHandlers = (
  deps: DeliveryDependencies,
  repository: DeliveriesRepository,
): Pick<All, keyof typeof routeRoutes> => ({
  planRoute: ({ intent, actor, body: wish }) => planRoute(deps, repository, { intent, actor, wish }),

  async listRoutes({ query }) {
    const districts = query.district ? [query.district] : deps.city.districts.map(({ code }) => code);
    const list = routeList(query.status);
    const { items, ...rest } = await repository.list<Route & Key>(deps, list, districts, query);
    return { items: items.map(routeLineOf), ...rest };
  },

  async readRoute({ params }) {
    const route = await repository.foundRoute(params.id);
    const [deliveries, history] = await Promise.all([
      repository.deliveries(route.order.map(({ delivery }) => delivery)),
      repository.routeHistory(params.id),
    ]);
    return {
      ...routeLineOf(route),
      order: orderOf(route, deliveries),
      moves: routeTransitions.movesFrom(route.status),
      history: historyOf(history),
    };
  },

  assignDriver: ({ params: { id }, intent, actor, body }) =>
    assignDriver(deps, repository, { id, intent, actor, ...body }),
  changeRoute: ({ params: { id }, intent, actor, body }) =>
    changeRoute(deps, repository, { id, intent, actor, ...body }),
  dissolveRoute: ({ params: { id }, intent, actor }) =>
    dissolveRoute(deps, repository, { id, intent, actor }),

  async readMyRoutes({ query, actor }) {
    const day = query.day ?? localDate(deps.clock.now(), deps.city.timeZone);
    const routes = await repository.routesOf(actor.id, day);
    // The reference may be a moment older than the route: what counts is whose it is.
    return { day, items: routes.filter(({ driver }) => driver === actor.id).map(routeLineOf) };
  },

  readRouteSheet: ({ params: { id }, actor }) => readSheet(deps, repository, { id, actor }),

  departRoute: ({ params: { id }, intent, actor, body }) =>
    departRoute(deps, repository, { id, intent, actor, told: body.at }),
});

export const photoHandlers = (
  deps: DeliveryDependencies,
  repository: DeliveriesRepository,
): Pick<All, keyof typeof photoRoutes> => ({
  preparePhoto: ({ params, intent, actor, body: { type, bytes } }) =>
    preparePhoto(deps, repository, { delivery: params.id, intent, actor, type, bytes }),
  addPhoto: ({ params: { id: delivery, photo }, intent, actor, body }) =>
    addPhoto(deps, repository, { delivery, photo, intent, actor, told: body.at }),
  readPhoto: ({ params: { id: delivery, photo }, actor }) =>
    readPhoto(deps, repository, { delivery, photo, actor }),

  async readHandoverPaper({ params, actor }) {
    const delivery = await repository.read(params.id);
    mustHaveDriven(actor, await repository.route(delivery.route ?? delivery.formerRoute));
    return linkToPaper(deps, delivery);
  },
});
