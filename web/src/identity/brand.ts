import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, body } from "~/core/api/client";
import { wear } from "~/core/brand";

/** The brand of a network in which nobody is signed in; the page wears it. */
export function usePublicBrand(slug: string | null) {
  const brand = useQuery({
    queryKey: ["brand", slug],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/tenants/{slug}/branding", { params: { path: { slug: slug ?? "" } }, signal })),
    enabled: slug !== null,
  });
  useEffect(() => {
    if (brand.data) wear(brand.data);
  }, [brand.data]);
  return brand;
}
