// Runs at CloudFront's edge on every request for the staff app (cloudfront-js-2.0).
// The app has one page and draws its own routes: whatever is not a file is that page.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!last.includes('.')) request.uri = '/staff/index.html';
  return request;
}
