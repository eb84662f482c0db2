import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** What may be done with the page, said to the browser on every answer. Only our own files run or are shown. */
export function securityHeaders(isSecure: boolean): MiddlewareHandler {
  const none = ["'none'"];
  const own = ["'self'"];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: own,
      styleSrc: own,
      // Photos before they are sent and the receipt as a picture are made on the device.
      imgSrc: ["'self'", 'blob:', 'data:'],
      connectSrc: own,
      manifestSrc: own,
      workerSrc: own,
      formAction: own,
      baseUri: none,
      frameAncestors: none,
    },
    permissionsPolicy: {
      camera: ['self'],
      // For speaking instead of typing.
      microphone: ['self'],
      geolocation: [],
      payment: [],
      usb: [],
      serial: [],
      displayCapture: [],
    },
    // An entry code in the address is nobody else's business.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: isSecure ? 'max-age=31536000' : false,
  });
}

/** Whether a request comes from our own page, by what the browser says of it; old ones say nothing. */
export function isOwnPage(c: Context, publicOrigin: string | undefined): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin === undefined || origin === publicOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host');
}
