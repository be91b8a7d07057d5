import { type Incoming, isLoopbackOrigin, type Reply } from './http.ts';

/** Lets pages of this computer read the API's answers, as Graph lets any page. */
export const withCors = (request: Incoming, reply: Reply): Reply => {
  const { origin } = request.headers;
  const isApi = /^\/(v1\.0|beta)\/|\/(token|keys|openid-configuration)$/.test(request.url.pathname);
  if (!isApi || origin === undefined || !isLoopbackOrigin(origin)) return reply;
  const allow = {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
    'access-control-allow-headers': 'authorization, content-type, consistencylevel',
    'access-control-expose-headers': 'request-id, retry-after',
    vary: 'Origin',
  };
  return { ...reply, headers: { ...reply.headers, ...allow } };
};
