package main

import (
	"context"
	"io"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	pf "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	pftfgen "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfgen"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/info"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	rprovider "github.com/pulumi/pulumi/pkg/v3/resource/provider"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag/colors"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

const version = "0.0.1"

// serveCloudflare serves a provider on the plugin framework, with the options of pulumi-cloudflare.
func serveCloudflare(
	ctx context.Context, host *rprovider.HostClient, s service,
) (pulumirpc.ResourceProviderServer, error) {
	bridged := info.Provider{
		P:                              pf.ShimProvider(&cloudflareProvider{s}),
		Name:                           "cloudflare",
		Version:                        version,
		MetadataInfo:                   info.NewProviderMetadata([]byte("{}")),
		EnableZeroDefaultSchemaVersion: true,
		EnableAccurateBridgePreview:    true,
	}
	bridged.MustComputeTokens(tokens.SingleModule("cloudflare_", "index", tokens.MakeStandard("cloudflare")))
	return serveFramework(ctx, host, bridged)
}

// serveFramework serves a provider on the plugin framework; its Pulumi schema is made on the spot.
func serveFramework(
	ctx context.Context, host *rprovider.HostClient, bridged info.Provider,
) (pulumirpc.ResourceProviderServer, error) {
	generated, err := pftfgen.GenerateSchema(ctx, pftfgen.GenerateSchemaOptions{
		ProviderInfo:    bridged,
		DiagnosticsSink: silent(),
		XInMemoryDocs:   true,
	})
	if err != nil {
		return nil, err
	}
	return pf.NewProviderServer(ctx, host, bridged, generated.ProviderMetadata)
}

// silent drops what is said of missing documents.
func silent() diag.Sink {
	return diag.DefaultSink(io.Discard, io.Discard, diag.FormatOptions{Color: colors.Never})
}

type cloudflareProvider struct{ service service }

func (*cloudflareProvider) Metadata(
	_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse,
) {
	response.TypeName = "cloudflare"
}

func (*cloudflareProvider) Schema(
	_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse,
) {
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"api_token": schema.StringAttribute{Optional: true, Sensitive: true},
	}}
}

func (p *cloudflareProvider) Configure(
	_ context.Context, _ provider.ConfigureRequest, response *provider.ConfigureResponse,
) {
	response.ResourceData = p.service
	response.DataSourceData = p.service
}

func (p *cloudflareProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		func() resource.Resource { return &dnsRecord{p.service} },
		func() resource.Resource { return &zone{p.service} },
		func() resource.Resource { return &zoneDnssec{p.service} },
		func() resource.Resource { return &workersScript{p.service} },
		func() resource.Resource { return &workersCustomDomain{p.service} },
	}
}

func (p *cloudflareProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		func() datasource.DataSource { return &dnsRecordsLookUp{p.service} },
		func() datasource.DataSource { return &zoneLookUp{p.service} },
		func() datasource.DataSource { return &zonesLookUp{p.service} },
	}
}
