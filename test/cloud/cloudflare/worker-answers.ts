/** What the Worker of a policy answers, as both runtimes that judge it have to. */
import { STS_PATH } from "../../../src/preset/own-sts-policy.ts";

export const HOST = "example.com";

export interface WantedAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export const ANSWERS = (policy: string): readonly WantedAnswer[] => {
  const plain = { type: "text/plain" };
  return [
    { method: "GET", path: STS_PATH, status: 200, ...plain, text: policy },
    { method: "GET", path: `${STS_PATH}?a=1`, status: 200, ...plain, text: policy },
    { method: "HEAD", path: STS_PATH, status: 200, ...plain, text: "" },
    { method: "POST", path: STS_PATH, status: 405, ...plain, text: "Method Not Allowed\n" },
    { method: "GET", path: `${STS_PATH}/`, status: 404, ...plain, text: "Not Found\n" },
    { method: "GET", path: "/", status: 404, ...plain, text: "Not Found\n" },
    { method: "GET", path: "/.well-known/%6dta-sts.txt", status: 404, ...plain, text: "Not Found\n" },
  ];
};
