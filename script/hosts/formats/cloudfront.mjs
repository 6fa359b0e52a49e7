// The response headers policy of a CloudFront distribution, as `aws cloudfront create-response-headers-policy` reads it.
// How long a file may be kept is a property of each object in S3 (docs/hosting.md).
export function cloudfront({ base, headers }) {
  const {
    "Content-Security-Policy": policy,
    "Referrer-Policy": referrer,
    "X-Content-Type-Options": _,
    "X-Frame-Options": frames,
    ...others
  } = headers;
  const config = {
    Name: base === "/" ? "latchkey" : `latchkey${base.slice(0, -1).replace(/[^A-Za-z0-9]+/g, "-")}`,
    SecurityHeadersConfig: {
      ContentSecurityPolicy: { Override: true, ContentSecurityPolicy: policy },
      ContentTypeOptions: { Override: true },
      ...(frames && { FrameOptions: { Override: true, FrameOption: frames } }),
      ReferrerPolicy: { Override: true, ReferrerPolicy: referrer },
    },
    CustomHeadersConfig: {
      Quantity: Object.keys(others).length,
      Items: Object.entries(others).map(([Header, Value]) => ({ Header, Value, Override: true })),
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
