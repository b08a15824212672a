// Runs at CloudFront's edge on every request for a page (cloudfront-js-2.0: no modules, no network).
// Clean addresses become the files behind them: `/ko/give/` → `/ko/give/index.html`.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (last === '') {
    request.uri += 'index.html';
  } else if (!last.includes('.')) {
    request.uri += '/index.html';
  }
  return request;
}
