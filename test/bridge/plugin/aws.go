package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/info"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	rprovider "github.com/pulumi/pulumi/pkg/v3/resource/provider"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// serveAws serves a provider on the second SDK, with the options and tokens of pulumi-aws. One of its look-ups is on the plugin
// framework, as it is in terraform-provider-aws.
func serveAws(
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
			"aws_route53_record":             route53Record(),
			"aws_route53_zone":               route53Zone(),
			"aws_route53_key_signing_key":    keySigningKey(),
			"aws_route53_hosted_zone_dnssec": hostedZoneDnssec(),
		},
		DataSourcesMap: map[string]*schema.Resource{"aws_route53_zone": route53ZoneLookUp()},
	}
	sdk, err := serveSdk(ctx, host, info.Provider{
		P:       shim.NewProvider(provider),
		Name:    "aws",
		Version: version,
		Resources: map[string]*info.Resource{
			"aws_route53_record": {
				Tok:    "aws:route53/record:Record",
				Fields: map[string]*info.Schema{"alias": {Name: "aliases", MaxItemsOne: tfbridge.False()}},
			},
			"aws_route53_key_signing_key":    {Tok: "aws:route53/keySigningKey:KeySigningKey"},
			"aws_route53_hosted_zone_dnssec": {Tok: "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec"},
			"aws_route53_zone": {
				Tok: "aws:route53/zone:Zone",
				Fields: map[string]*info.Schema{
					"comment": {Default: &info.Default{Value: "Managed by Pulumi"}},
				},
			},
		},
		DataSources: map[string]*info.DataSource{
			"aws_route53_zone": {Tok: "aws:route53/getZone:getZone"},
		},
		EnableAccurateBridgePreview: true,
		EnableRawStateDelta:         true,
	})
	if err != nil {
		return nil, err
	}
	framework, err := serveAwsFramework(ctx, host, s)
	return muxed{sdk, framework}, err
}

// muxed is one plugin of two providers.
type muxed struct {
	pulumirpc.ResourceProviderServer
	framework pulumirpc.ResourceProviderServer
}

func (m muxed) Configure(
	ctx context.Context, request *pulumirpc.ConfigureRequest,
) (*pulumirpc.ConfigureResponse, error) {
	if _, err := m.framework.Configure(ctx, request); err != nil {
		return nil, err
	}
	return m.ResourceProviderServer.Configure(ctx, request)
}

func (m muxed) Invoke(ctx context.Context, request *pulumirpc.InvokeRequest) (*pulumirpc.InvokeResponse, error) {
	if request.GetTok() == recordsToken {
		return m.framework.Invoke(ctx, request)
	}
	return m.ResourceProviderServer.Invoke(ctx, request)
}
