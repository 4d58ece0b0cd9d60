/** What a Worker's script answers, run as a module with Node's own Request and Response. */

interface Handler {
  readonly default: { fetch(request: Request): Response | Promise<Response> };
}

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly response: Response;
}

export async function served(script: string, url: string, init: RequestInit = {}): Promise<Answer> {
  const module = `data:text/javascript;base64,${Buffer.from(script).toString("base64")}`;
  const { default: handler } = (await import(module)) as Handler;
  const response = await handler.fetch(new Request(url, init));
  const { status, headers } = response;
  return { status, type: headers.get("content-type"), text: await response.text(), response };
}
