package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	pfschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	pf "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/info"
	rprovider "github.com/pulumi/pulumi/pkg/v3/resource/provider"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

const recordsToken = "aws:route53/getRecords:getRecords"

// route53ZoneLookUp is the data source aws_route53_zone (docs/facts/route53.md, look-ups).
func route53ZoneLookUp() *schema.Resource {
	output := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Computed: true} }
	given := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Optional: true, Computed: true} }
	return &schema.Resource{
		ReadWithoutTimeout: lookUpHostedZone,
		Schema: map[string]*schema.Schema{
			"name":                       given(),
			"zone_id":                    given(),
			"private_zone":               {Type: schema.TypeBool, Optional: true, Default: false},
			"vpc_id":                     {Type: schema.TypeString, Optional: true},
			"arn":                        output(),
			"caller_reference":           output(),
			"comment":                    output(),
			"linked_service_description": output(),
			"linked_service_principal":   output(),
			"primary_name_server":        output(),
			"resource_record_set_count":  {Type: schema.TypeInt, Computed: true},
			"name_servers": {
				Type: schema.TypeList, Computed: true, Elem: &schema.Schema{Type: schema.TypeString},
			},
			"tags": {
				Type: schema.TypeMap, Optional: true, Computed: true, Elem: &schema.Schema{Type: schema.TypeString},
			},
		},
	}
}

func lookUpHostedZone(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	found, err := hostedZone(d, meta.(service))
	if err != nil {
		return diag.FromErr(err)
	}
	d.SetId(found.ID)
	return diag.FromErr(setAll(d, map[string]any{
		"arn": "arn:aws:route53:::hostedzone/" + found.ID, "caller_reference": "sandbox",
		"comment": found.Settings.Remark, "name": found.Name, "private_zone": false,
		"resource_record_set_count": found.Records, "zone_id": found.ID,
		"name_servers": found.Settings.NameServers, "primary_name_server": found.Settings.NameServers[0],
		"tags": map[string]string{},
	}))
}

func hostedZone(d *schema.ResourceData, s service) (apiHostedZone, error) {
	if id, ok := d.GetOk("zone_id"); ok {
		found, isThere, err := call[apiHostedZone](s, "readZone", id)
		if err == nil && !isThere {
			err = errNotFound
		}
		return found, err
	}
	all, _, err := call[[]apiHostedZone](s, "listZones")
	if err != nil {
		return apiHostedZone{}, fmt.Errorf("reading Route 53 Hosted Zones: %w", err)
	}
	name, isNamed := d.GetOk("name")
	matching := []apiHostedZone{}
	for _, zone := range all {
		isOther := isNamed && normalized(zone.Name) != normalized(strings.TrimSuffix(name.(string), "."))
		if !isOther && !d.Get("private_zone").(bool) {
			matching = append(matching, zone)
		}
	}
	switch len(matching) {
	case 0:
		return apiHostedZone{}, fmt.Errorf("no matching Route 53 Hosted Zone found")
	case 1:
		return matching[0], nil
	default:
		return apiHostedZone{}, fmt.Errorf("multiple Route 53 Hosted Zones matched; use additional constraints to " +
			"reduce matches to a single Route 53 Hosted Zone")
	}
}

func serveAwsFramework(
	ctx context.Context, host *rprovider.HostClient, s service,
) (pulumirpc.ResourceProviderServer, error) {
	return serveFramework(ctx, host, info.Provider{
		P:            pf.ShimProvider(&awsFramework{s}),
		Name:         "aws",
		Version:      version,
		MetadataInfo: info.NewProviderMetadata([]byte("{}")),
		DataSources:  map[string]*info.DataSource{"aws_route53_records": {Tok: recordsToken}},
	})
}

type awsFramework struct{ service service }

func (*awsFramework) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = "aws"
}

func (*awsFramework) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	text := providerschema.StringAttribute{Optional: true}
	response.Schema = providerschema.Schema{Attributes: map[string]providerschema.Attribute{
		"access_key": text, "secret_key": text, "region": text,
	}}
}

func (*awsFramework) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (*awsFramework) Resources(context.Context) []func() resource.Resource { return nil }

func (p *awsFramework) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return &recordSetsLookUp{p.service} }}
}

// recordSetsLookUp is the data source aws_route53_records.
type recordSetsLookUp struct{ service service }

var aliasKinds = map[string]attr.Type{
	"dns_name": types.StringType, "evaluate_target_health": types.BoolType, "hosted_zone_id": types.StringType,
}

var valueKinds = map[string]attr.Type{"value": types.StringType}

var setKinds = map[string]attr.Type{
	"name": types.StringType, "type": types.StringType, "ttl": types.Int64Type,
	"alias_target":     types.ObjectType{AttrTypes: aliasKinds},
	"resource_records": types.ListType{ElemType: types.ObjectType{AttrTypes: valueKinds}},
	"set_identifier":   types.StringType, "weight": types.Int64Type, "failover": types.StringType,
	"region": types.StringType, "health_check_id": types.StringType, "multi_value_answer": types.BoolType,
}

func (*recordSetsLookUp) Metadata(
	_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse,
) {
	response.TypeName = "aws_route53_records"
}

func (*recordSetsLookUp) Schema(
	_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse,
) {
	response.Schema = pfschema.Schema{Attributes: map[string]pfschema.Attribute{
		"zone_id":    pfschema.StringAttribute{Required: true},
		"name_regex": pfschema.StringAttribute{Optional: true},
		"resource_record_sets": pfschema.ListAttribute{
			Computed: true, ElementType: types.ObjectType{AttrTypes: setKinds},
		},
	}}
}

type recordSetsModel struct {
	ZoneID             types.String `tfsdk:"zone_id"`
	NameRegex          types.String `tfsdk:"name_regex"`
	ResourceRecordSets types.List   `tfsdk:"resource_record_sets"`
}

func (r *recordSetsLookUp) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var model recordSetsModel
	response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
	if response.Diagnostics.HasError() {
		return
	}
	sets, _, err := call[[]apiRecordSet](r.service, "listRecordSets", model.ZoneID.ValueString())
	if isRefusal(err, "NoSuchHostedZone") {
		err = errNotFound
	}
	if err != nil {
		response.Diagnostics.AddError(
			fmt.Sprintf("listing Route 53 Records (%s)", model.ZoneID.ValueString()), err.Error())
		return
	}
	pattern := regexp.MustCompile(model.NameRegex.ValueString())
	found := []attr.Value{}
	for _, set := range sets {
		if pattern.MatchString(set.Name) {
			found = append(found, setValue(set))
		}
	}
	model.ResourceRecordSets = types.ListValueMust(types.ObjectType{AttrTypes: setKinds}, found)
	response.Diagnostics.Append(response.State.Set(ctx, model)...)
}

func setValue(set apiRecordSet) attr.Value {
	values := []attr.Value{}
	for _, value := range set.Values {
		values = append(values, types.ObjectValueMust(valueKinds, map[string]attr.Value{"value": types.StringValue(value)}))
	}
	alias := types.ObjectNull(aliasKinds)
	if target := set.Alias; target != nil {
		alias = types.ObjectValueMust(aliasKinds, map[string]attr.Value{
			"dns_name":               types.StringValue(target.Name),
			"evaluate_target_health": types.BoolValue(target.EvaluateTargetHealth),
			"hosted_zone_id":         types.StringValue(target.ZoneID),
		})
	}
	return types.ObjectValueMust(setKinds, map[string]attr.Value{
		"name": types.StringValue(set.Name), "type": types.StringValue(set.Type),
		"ttl": types.Int64PointerValue(set.TTL), "alias_target": alias,
		"resource_records": types.ListValueMust(types.ObjectType{AttrTypes: valueKinds}, values),
		"set_identifier":   types.StringNull(), "weight": types.Int64Null(), "failover": types.StringNull(),
		"region": types.StringNull(), "health_check_id": types.StringNull(), "multi_value_answer": types.BoolNull(),
	})
}
