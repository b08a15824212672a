// Runs at CloudFront's edge around every request for a page (cloudfront-js-2.0: no modules, no network).
// The build writes the site's addresses into it, because CloudFront's own error pages would replace the API's
// 403 and 404 answers as well (docs/adr/0007).
const PAGES = __PAGES__;
const MISSING = __MISSING__;

// `/ko/give` and `/ko/give/` are one page; whatever has a dot in its last part is a file.
const isFile = (uri) => uri.slice(uri.lastIndexOf('/') + 1).includes('.');
const withSlash = (uri) => (uri.endsWith('/') ? uri : `${uri}/`);

function onRequest(request) {
  if (isFile(request.uri)) return request;
  const address = withSlash(request.uri);
  if (!PAGES.includes(address)) {
    request.uri = MISSING.find((page) => request.uri.startsWith(page.slice(0, page.lastIndexOf('/') + 1)));
  } else if (address !== request.uri) {
    return { statusCode: 301, statusDescription: 'Moved', headers: { location: { value: address } } };
  } else {
    request.uri = `${address}index.html`;
  }
  return request;
}

// Here the address may be the visitor's or, rewritten, ours: both say whether a page was missing.
function onResponse({ request, response }) {
  const { uri } = request;
  if (
    response.statusCode === 200 &&
    (isFile(uri) ? MISSING.includes(uri) : !PAGES.includes(withSlash(uri)))
  ) {
    response.statusCode = 404;
    response.statusDescription = 'Not Found';
  }
  return response;
}

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  return event.context.eventType === 'viewer-response' ? onResponse(event) : onRequest(event.request);
}
