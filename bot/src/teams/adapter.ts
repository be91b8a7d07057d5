import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { ProblemError } from '@token-desk/contract/problem';
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { Log } from '../log.ts';
import { type IncomingActivity, incomingActivity, isOwnPlace, placeOf } from './incoming.ts';
import { isAllowedServiceUrl } from './service-url.ts';
import { callDeadline } from './within.ts';

export type TeamsSettings = {
  /** Only then may the bot run without an app id, and only against this computer. */
  readonly practice: boolean;
  /** The bot's registration in Entra; null in practice. */
  readonly bot: { readonly appId: string; readonly appPassword: string } | null;
  readonly tenantId: string;
  /** Bot Framework endpoints other than Microsoft's public ones (tests): all or none. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Another way to get the bot's own access tokens. */
  readonly credentials?: ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];
};

type Logic = (context: TurnContext) => Promise<void>;
type TurnLogic = (context: TurnContext, activity: IncomingActivity) => Promise<void>;
export type ChatRequest = { readonly headers: IncomingHttpHeaders; readonly body?: unknown };

/**
 * The adapter without its own HTTP edge: that one prints stacks and keys to the console and answers with
 * error messages. `receive` is the same pipeline: authenticate, run the turn, give back the invoke's answer.
 */
export class TeamsAdapter extends CloudAdapter {
  constructor(authentication: ConfigurationBotFrameworkAuthentication) {
    super(authentication);
    this.use(async (context, next) => {
      setRight(context.turnState.get(this.ConnectorClientKey));
      await next();
    });
  }

  receive(authorization: string, activity: Activity, logic: Logic): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

export function createAdapter(settings: TeamsSettings): TeamsAdapter {
  if (settings.bot === null) {
    if (!settings.practice) throw new ProblemError('config-invalid', { settings: 'MICROSOFT_APP_ID' });
    return new TeamsAdapter(authentication({}));
  }
  const identity = {
    MicrosoftAppId: settings.bot.appId,
    MicrosoftAppPassword: settings.bot.appPassword,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: settings.tenantId,
  };
  return new TeamsAdapter(authentication({ ...identity, ...settings.endpoints }, settings.credentials));
}

const authentication = (
  ...[settings, credentials]: Partial<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>>
) => new ConfigurationBotFrameworkAuthentication(settings, credentials);

/** The HTTP side of botbuilder's connector client, as far as it is set right here; it has no setting for either. */
type Connector = {
  readonly client: {
    readonly pipeline: {
      removePolicy(policy: { readonly name: string }): unknown;
      addPolicy(policy: {
        readonly name: string;
        sendRequest(request: Sendable, next: (request: Sendable) => Promise<object>): Promise<object>;
      }): void;
    };
  };
};
type Sendable = { abortSignal?: AbortSignal };

/**
 * Gives every call the deadline of the work it is made for, and makes it once: the client would try three times more by itself,
 * unseen by whoever counts what Teams may be sent, and a message whose answer was lost would come twice.
 */
function setRight({ client }: Connector): void {
  client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  client.pipeline.addPolicy({
    name: 'deadline',
    sendRequest(request, next) {
      const signal = callDeadline.getStore();
      if (signal !== undefined) request.abortSignal = signal;
      return next(request);
    },
  });
}

/** Answers one POST of the Bot Framework. Never rejects, never says why it refused. */
export async function receiveActivity(
  { adapter, settings, log }: { adapter: TeamsAdapter; settings: TeamsSettings; log: Log },
  request: ChatRequest,
  response: ServerResponse,
  logic: TurnLogic,
): Promise<void> {
  const parsed = incomingActivity.safeParse(request.body);
  if (!parsed.success) return end(response, 400);
  const { authorization = '' } = request.headers;
  if (settings.bot !== null && !authorization.startsWith('Bearer ')) return end(response, 401);
  const isForeign = !isOwnPlace(placeOf(parsed.data), settings.tenantId);
  if (isForeign || !isAllowedServiceUrl(parsed.data.serviceUrl, settings.practice)) {
    log.warn({ isForeign }, 'chat message refused');
    return end(response, 403);
  }
  let isAuthenticated = false;
  try {
    // Parsed above as far as the bot reads it; botbuilder's type promises more fields than it needs.
    const activity = parsed.data as unknown as Activity;
    const answer = await quietly(() =>
      adapter.receive(authorization, activity, (context) => {
        isAuthenticated = true;
        return aloud(() => logic(context, parsed.data));
      }),
    );
    end(response, answer?.status ?? 200, answer?.body);
  } catch (error) {
    // Before the turn every failure is a refusal: botbuilder throws plain errors for bad signatures too.
    log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'chat message refused');
    end(response, isAuthenticated ? 500 : 401);
  }
}

function end(response: ServerResponse, status: number, body?: unknown): void {
  response.statusCode = status;
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

// botframework-connector writes refused access tokens' keys to console.error; there is no setting against it.
const silence = new AsyncLocalStorage<boolean>();
let hushed: typeof console.error | null = null;

function quietly<T>(work: () => Promise<T>): Promise<T> {
  if (console.error !== hushed) {
    const loud = console.error;
    hushed = (...values: unknown[]) => {
      if (silence.getStore() !== true) loud(...values);
    };
    console.error = hushed;
  }
  return silence.run(true, work);
}

const aloud = <T>(work: () => Promise<T>): Promise<T> => silence.run(false, work);
