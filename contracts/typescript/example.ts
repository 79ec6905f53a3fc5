// A client of the deal API with types from its OpenAPI document: list, create, submit, and tell refusals apart by their code.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/deal-service.js";

type Problem = components["schemas"]["Problem"];
type Deal = components["schemas"]["DealView"];

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
  }
}

export function deals(gateway: string, token: string) {
  const api = createClient<paths>({ baseUrl: gateway, headers: { Authorization: `Bearer ${token}` } });

  return {
    async *all(): AsyncGenerator<Deal> {
      let cursor: string | undefined;
      do {
        const { data, error } = await api.GET("/api/v1/deals", {
          params: { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
        });
        if (error) throw new Refused(error);
        yield* data.items ?? [];
        cursor = data.nextCursor ?? undefined;
      } while (cursor !== undefined);
    },

    /** Creates a draft and asks the vendor to decide; the same key never makes two. */
    async register(body: components["schemas"]["Register"], key: string): Promise<Deal> {
      const created = await api.POST("/api/v1/deals", { body, params: { header: { "Idempotency-Key": key } } });
      if (created.error) throw new Refused(created.error);
      const version = created.response.headers.get("ETag");
      const id = created.data.id;
      if (version === null || id === undefined) throw new Error("The answer names no version or id");
      const submitted = await api.POST("/api/v1/deals/{id}/submission", {
        params: { path: { id }, header: { "If-Match": version } },
      });
      if (submitted.error) {
        if (submitted.error.code === "deal.customer-protected") return created.data;
        throw new Refused(submitted.error);
      }
      return submitted.data;
    },
  };
}
