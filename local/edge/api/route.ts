/** Matching of an HTTP API's routes. */
export interface RouteMatch<R> {
  readonly route: R;
  /** Decoded; absent where the route has no variable. */
  readonly pathParameters?: Readonly<Record<string, string>>;
}

interface Keyed {
  /** `GET /things/{id}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
}

/** Segment kinds from the most to the least telling: a word, `{name}`, `{name+}`. */
const rank = (segment: string): string =>
  /^\{.+\+\}$/.test(segment) ? '2' : /^\{.+\}$/.test(segment) ? '1' : '0';

/** Sorts the most specific route first: segment by segment, then a named method before ANY, `$default` last. */
const specificity = (routeKey: string): string => {
  if (routeKey === '$default') return '~';
  const [method = '', path = ''] = routeKey.split(' ');
  return `${segmentsOf(path).map(rank).join('')}${method === 'ANY' ? '|1' : '|0'}`;
};

const segmentsOf = (path: string): string[] => path.split('/').slice(1);

/**
 * Finds the route for a request as HTTP APIs do: a full match before a greedy variable before `$default`.
 * @param path percent-encoded
 */
export function openRoutes<R extends Keyed>(
  routes: readonly R[],
): (method: string, path: string) => RouteMatch<R> | undefined {
  const ordered = routes.toSorted((a, b) => (specificity(a.routeKey) < specificity(b.routeKey) ? -1 : 1));
  return (method, path) => {
    for (const route of ordered) {
      if (route.routeKey === '$default') return { route };
      const [wanted = '', template = ''] = route.routeKey.split(' ');
      if (wanted !== method && wanted !== 'ANY') continue;
      const parameters = matchPath(segmentsOf(template), segmentsOf(path));
      if (!parameters) continue;
      return Object.keys(parameters).length === 0 ? { route } : { route, pathParameters: parameters };
    }
    return undefined;
  };
}

function matchPath(template: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of template.entries()) {
    const given = path[index];
    if (given === undefined || given === '') return undefined;
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(segment) ?? [];
    if (name === undefined) {
      if (segment !== given) return undefined;
    } else if (greedy === '+') {
      parameters[name] = decodePath(path.slice(index).join('/'));
      return parameters;
    } else {
      parameters[name] = decodePath(given);
    }
  }
  return path.length === template.length ? parameters : undefined;
}

/** Percent-decoded; what is not valid encoding stays as it was sent. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
