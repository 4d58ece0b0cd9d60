package main

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-sdk/helper/schema"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/info"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfgen"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v1"
	rprovider "github.com/pulumi/pulumi/pkg/v3/resource/provider"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// serveAlicloud serves a provider on the first SDK, as terraform-provider-alicloud is, with the tokens of pulumi-alicloud.
func serveAlicloud(
	ctx context.Context, host *rprovider.HostClient, s service,
) (pulumirpc.ResourceProviderServer, error) {
	provider := &schema.Provider{
		Schema: map[string]*schema.Schema{
			"access_key": {Type: schema.TypeString, Optional: true},
			"secret_key": {Type: schema.TypeString, Optional: true},
			"region":     {Type: schema.TypeString, Optional: true},
		},
		ConfigureFunc: func(*schema.ResourceData) (any, error) { return s, nil },
		ResourcesMap: map[string]*schema.Resource{
			"alicloud_alidns_record": alidnsRecord(),
			"alicloud_alidns_domain": alidnsDomain(),
		},
		DataSourcesMap: map[string]*schema.Resource{
			"alicloud_alidns_records": alidnsRecords(),
			"alicloud_alidns_domains": alidnsDomains(),
		},
	}
	return serveSdk(ctx, host, info.Provider{
		P:       shim.NewProvider(provider),
		Name:    "alicloud",
		Version: version,
		Resources: map[string]*info.Resource{
			"alicloud_alidns_record": {Tok: "alicloud:dns/alidnsRecord:AlidnsRecord"},
			"alicloud_alidns_domain": {Tok: "alicloud:dns/alidnsDomain:AlidnsDomain"},
		},
		DataSources: map[string]*info.DataSource{
			"alicloud_alidns_records": {Tok: "alicloud:dns/getAlidnsRecords:getAlidnsRecords"},
			"alicloud_alidns_domains": {Tok: "alicloud:dns/getAlidnsDomains:getAlidnsDomains"},
		},
	})
}

// serveSdk serves a provider on one of the SDKs; its Pulumi schema is made on the spot.
func serveSdk(
	ctx context.Context, host *rprovider.HostClient, bridged info.Provider,
) (pulumirpc.ResourceProviderServer, error) {
	generated, err := tfgen.GenerateSchemaWithOptions(tfgen.GenerateSchemaOptions{
		ProviderInfo:    bridged,
		DiagnosticsSink: silent(),
		XInMemoryDocs:   true,
	})
	if err != nil {
		return nil, err
	}
	pulumiSchema, err := json.Marshal(generated.PackageSpec)
	if err != nil {
		return nil, err
	}
	return tfbridge.NewProvider(ctx, host, bridged.Name, version, bridged.P, bridged, pulumiSchema), nil
}
