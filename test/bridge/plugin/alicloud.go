package main

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/helper/validation"
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

// apiAlidnsRecord is a record as the service has it.
type apiAlidnsRecord struct {
	DomainName string `json:"domainName"`
	RR         string `json:"rr"`
	Type       string `json:"type"`
	Value      string `json:"value"`
	TTL        int    `json:"ttl"`
	Line       string `json:"line"`
	Status     string `json:"status"`
	Priority   int    `json:"priority"`
	Remark     string `json:"remark"`
}

// storedAlidnsRecord is the same with its id.
type storedAlidnsRecord struct {
	ID   string          `json:"id"`
	Body apiAlidnsRecord `json:"body"`
}

// alidnsRecord is alicloud_alidns_record (docs/facts/alidns.md, provider).
func alidnsRecord() *schema.Resource {
	return &schema.Resource{
		Create:   createAlidnsRecord,
		Read:     readAlidnsRecord,
		Update:   updateAlidnsRecord,
		Delete:   deleteAlidnsRecord,
		Importer: &schema.ResourceImporter{State: schema.ImportStatePassthrough},
		Schema: map[string]*schema.Schema{
			"domain_name": {Type: schema.TypeString, Required: true, ForceNew: true},
			"rr":          {Type: schema.TypeString, Required: true},
			"type":        {Type: schema.TypeString, Required: true},
			"value":       {Type: schema.TypeString, Required: true, DiffSuppressFunc: hidesHost},
			"ttl":         {Type: schema.TypeInt, Optional: true, Default: 600},
			"line":        {Type: schema.TypeString, Optional: true, Default: "default"},
			"priority": {
				Type:     schema.TypeInt,
				Optional: true,
				DiffSuppressFunc: func(_, _, _ string, d *schema.ResourceData) bool {
					return d.Get("type").(string) != "MX"
				},
			},
			"status": {
				Type:         schema.TypeString,
				Optional:     true,
				Default:      "ENABLE",
				ValidateFunc: validation.StringInSlice([]string{"ENABLE", "DISABLE"}, false),
			},
			"remark":         {Type: schema.TypeString, Optional: true},
			"lang":           {Type: schema.TypeString, Optional: true},
			"user_client_ip": {Type: schema.TypeString, Optional: true},
		},
	}
}

// hidesHost takes spaces and the final dot from the program's side of a host.
func hidesHost(_, old, wanted string, d *schema.ResourceData) bool {
	switch d.Get("type").(string) {
	case "NS", "MX", "CNAME", "SRV":
		wanted = strings.TrimSuffix(strings.TrimSpace(wanted), ".")
	}
	return old == wanted
}

// failed is an error in the words of the provider.
func failed(resource, action string, err error) error {
	return fmt.Errorf("[ERROR] Resource %s %s Failed!!! %w", resource, action, err)
}

func request(d *schema.ResourceData) map[string]any {
	request := map[string]any{
		"rr": d.Get("rr"), "type": d.Get("type"), "value": d.Get("value"), "ttl": d.Get("ttl"), "line": d.Get("line"),
	}
	if priority := d.Get("priority").(int); priority != 0 {
		request["priority"] = priority
	}
	return request
}

func createAlidnsRecord(d *schema.ResourceData, meta any) error {
	// 0 is what the SDK has for absent
	if d.Get("type").(string) == "MX" && d.Get("priority").(int) == 0 {
		return fmt.Errorf("[ERROR] 'priority': required field when 'type' is MX.")
	}
	made, _, err := call[storedAlidnsRecord](meta.(service), "addRecord", d.Get("domain_name"), request(d))
	if err != nil {
		return failed("alicloud_alidns_record", "AddDomainRecord", err)
	}
	d.SetId(made.ID)
	return updateAlidnsRecord(d, meta)
}

func updateAlidnsRecord(d *schema.ResourceData, meta any) error {
	s := meta.(service)
	isNew := d.IsNewResource()
	if d.HasChange("status") || !isNew && (d.HasChange("lang") || d.HasChange("user_client_ip")) {
		if _, _, err := call[any](s, "setField", d.Id(), map[string]any{"status": d.Get("status")}); err != nil {
			return failed(d.Id(), "SetDomainRecordStatus", err)
		}
	}
	if d.HasChange("remark") {
		if _, _, err := call[any](s, "setField", d.Id(), map[string]any{"remark": d.Get("remark")}); err != nil {
			return failed(d.Id(), "UpdateDomainRecordRemark", err)
		}
	}
	sent := []string{"rr", "type", "value", "line", "ttl"}
	if d.Get("type").(string) == "MX" {
		sent = append(sent, "priority")
	}
	if !isNew && d.HasChanges(sent...) {
		if _, _, err := call[any](s, "updateRecord", d.Id(), request(d)); err != nil {
			return failed(d.Id(), "UpdateDomainRecord", err)
		}
	}
	return readAlidnsRecord(d, meta)
}

func readAlidnsRecord(d *schema.ResourceData, meta any) error {
	found, isThere, err := call[apiAlidnsRecord](meta.(service), "readRecord", d.Id())
	if err != nil {
		return failed(d.Id(), "DescribeDomainRecordInfo", err)
	}
	if !isThere {
		d.SetId("")
		return nil
	}
	return setAll(d, map[string]any{
		"domain_name": found.DomainName, "rr": found.RR, "type": found.Type, "value": found.Value, "ttl": found.TTL,
		"line": found.Line, "status": found.Status, "priority": found.Priority,
	})
}

func deleteAlidnsRecord(d *schema.ResourceData, meta any) error {
	_, _, err := call[any](meta.(service), "deleteRecord", d.Id())
	if err == nil || isRefusal(err, "DomainRecordNotBelongToUser") {
		return nil
	}
	return failed(d.Id(), "DeleteDomainRecord", err)
}

// state is what both SDKs let a provider write.
type state interface {
	Set(string, any) error
}

func setAll(d state, values map[string]any) error {
	for name, value := range values {
		if err := d.Set(name, value); err != nil {
			return err
		}
	}
	return nil
}

// alidnsDomain is alicloud_alidns_domain (docs/facts/alidns.md, zones).
func alidnsDomain() *schema.Resource {
	text := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Optional: true} }
	output := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Computed: true} }
	return &schema.Resource{
		Create:   createAlidnsDomain,
		Read:     readAlidnsDomain,
		Update:   updateAlidnsDomain,
		Delete:   deleteAlidnsDomain,
		Importer: &schema.ResourceImporter{State: schema.ImportStatePassthrough},
		Schema: map[string]*schema.Schema{
			"domain_name":       {Type: schema.TypeString, Required: true, ForceNew: true},
			"group_id":          text(),
			"lang":              text(),
			"remark":            text(),
			"resource_group_id": {Type: schema.TypeString, Optional: true, Computed: true, ForceNew: true},
			"tags":              {Type: schema.TypeMap, Optional: true},
			"domain_id":         output(),
			"group_name":        output(),
			"puny_code":         output(),
			"dns_servers": {
				Type:     schema.TypeSet,
				Computed: true,
				Elem:     &schema.Schema{Type: schema.TypeString},
			},
		},
	}
}

// apiDomain is a domain as the service has it.
type apiDomain struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Settings struct {
		VersionCode string   `json:"versionCode"`
		MinTTL      int      `json:"minTtl"`
		NameServers []string `json:"nameServers"`
		Remark      string   `json:"remark"`
	} `json:"settings"`
}

func createAlidnsDomain(d *schema.ResourceData, meta any) error {
	made, _, err := call[apiDomain](meta.(service), "addDomain", d.Get("domain_name"))
	if err != nil {
		return failed("alicloud_alidns_domain", "AddDomain", err)
	}
	d.SetId(made.Name)
	return updateAlidnsDomain(d, meta)
}

func updateAlidnsDomain(d *schema.ResourceData, meta any) error {
	if d.HasChange("remark") {
		if _, _, err := call[any](meta.(service), "remarkDomain", d.Id(), d.Get("remark")); err != nil {
			return failed(d.Id(), "UpdateDomainRemark", err)
		}
	}
	return readAlidnsDomain(d, meta)
}

func readAlidnsDomain(d *schema.ResourceData, meta any) error {
	found, isThere, err := call[apiDomain](meta.(service), "readDomain", d.Id())
	if err != nil {
		return failed(d.Id(), "DescribeDomainInfo", err)
	}
	if !isThere {
		d.SetId("")
		return nil
	}
	return setAll(d, map[string]any{
		"domain_name": d.Id(), "dns_servers": found.Settings.NameServers, "domain_id": found.ID, "group_id": "",
		"group_name": "", "puny_code": found.Name, "remark": found.Settings.Remark, "resource_group_id": "",
		"tags": map[string]any{},
	})
}

func deleteAlidnsDomain(d *schema.ResourceData, meta any) error {
	_, _, err := call[any](meta.(service), "deleteDomain", d.Id())
	if err == nil || isRefusal(err, "InvalidDomainName.NoExist") {
		return nil
	}
	return failed(d.Id(), "DeleteDomain", err)
}

// alidnsRecords is the data source alicloud_alidns_records (docs/facts/alidns.md, look-ups).
func alidnsRecords() *schema.Resource {
	fields := map[string]*schema.Schema{
		"domain_name": {Type: schema.TypeString, Required: true},
		"line":        {Type: schema.TypeString, Optional: true, Default: "default"},
		"status": {
			Type:         schema.TypeString,
			Optional:     true,
			Default:      "ENABLE",
			ValidateFunc: validation.StringInSlice([]string{"ENABLE", "DISABLE"}, false),
		},
		"ids":     {Type: schema.TypeList, Optional: true, Computed: true, Elem: &schema.Schema{Type: schema.TypeString}},
		"records": {Type: schema.TypeList, Computed: true, Elem: outputs("locked", "priority ttl", "domain_name line rr id record_id status type value remark")},
	}
	for _, name := range strings.Fields("type rr_key_word rr_regex value_regex") {
		fields[name] = &schema.Schema{Type: schema.TypeString, Optional: true}
	}
	return &schema.Resource{Read: listAlidnsRecords, Schema: fields}
}

// outputs is a resource of outputs alone: booleans, numbers and texts.
func outputs(booleans, numbers, texts string) *schema.Resource {
	fields := map[string]*schema.Schema{}
	for names, kind := range map[string]schema.ValueType{
		booleans: schema.TypeBool, numbers: schema.TypeInt, texts: schema.TypeString,
	} {
		for _, name := range strings.Fields(names) {
			fields[name] = &schema.Schema{Type: kind, Computed: true}
		}
	}
	return &schema.Resource{Schema: fields}
}

func listAlidnsRecords(d *schema.ResourceData, meta any) error {
	filter := map[string]any{"line": d.Get("line"), "status": d.Get("status")}
	records, _, err := call[[]storedAlidnsRecord](meta.(service), "listRecords", d.Get("domain_name"), filter)
	if err != nil {
		return fmt.Errorf("[ERROR] Datasource alicloud_alidns_records DescribeDomainRecords Failed!!! %w", err)
	}
	rr, value := matcher(d, "rr_regex"), matcher(d, "value_regex")
	kind, word, wanted := d.Get("type").(string), d.Get("rr_key_word").(string), idsOf(d)
	ids, found := []string{}, []map[string]any{}
	for _, record := range records {
		body := record.Body
		if kind != "" && body.Type != kind || !strings.Contains(body.RR, word) || !rr(body.RR) || !value(body.Value) ||
			len(wanted) > 0 && !wanted[record.ID] {
			continue
		}
		ids = append(ids, record.ID)
		found = append(found, map[string]any{
			"domain_name": body.DomainName, "line": body.Line, "locked": false, "priority": body.Priority,
			"rr": body.RR, "id": record.ID, "record_id": record.ID, "status": body.Status, "ttl": body.TTL,
			"type": body.Type, "value": body.Value, "remark": body.Remark,
		})
	}
	d.SetId("sandbox")
	return setAll(d, map[string]any{"ids": ids, "records": found})
}

func matcher(d *schema.ResourceData, argument string) func(string) bool {
	pattern, ok := d.GetOk(argument)
	if !ok {
		return func(string) bool { return true }
	}
	return regexp.MustCompile(pattern.(string)).MatchString
}

func idsOf(d *schema.ResourceData) map[string]bool {
	ids := map[string]bool{}
	for _, id := range d.Get("ids").([]any) {
		ids[id.(string)] = true
	}
	return ids
}

// alidnsDomains is the data source alicloud_alidns_domains.
func alidnsDomains() *schema.Resource {
	domain := outputs("ali_domain in_black_hole in_clean region_lines slave_dns", "min_ttl",
		"domain_id domain_name group_id group_name id instance_id line_type puny_code record_line_tree_json remark "+
			"resource_group_id version_code version_name")
	texts := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString} }
	domain.Schema["available_ttls"] = &schema.Schema{
		Type: schema.TypeList, Computed: true, Elem: &schema.Schema{Type: schema.TypeInt},
	}
	domain.Schema["dns_servers"] = &schema.Schema{Type: schema.TypeList, Computed: true, Elem: texts()}
	domain.Schema["tags"] = &schema.Schema{Type: schema.TypeMap, Computed: true, Elem: texts()}
	domain.Schema["record_lines"] = &schema.Schema{
		Type: schema.TypeList, Computed: true, Elem: outputs("", "", "father_code line_code line_display_name line_name"),
	}
	return &schema.Resource{
		Read: listAlidnsDomains,
		Schema: map[string]*schema.Schema{
			"domain_name_regex": {Type: schema.TypeString, Optional: true},
			"key_word":          {Type: schema.TypeString, Optional: true},
			"enable_details":    {Type: schema.TypeBool, Optional: true, Default: false},
			"ids":               {Type: schema.TypeList, Optional: true, Computed: true, Elem: texts()},
			"names":             {Type: schema.TypeList, Computed: true, Elem: texts()},
			"domains":           {Type: schema.TypeList, Computed: true, Elem: domain},
		},
	}
}

func listAlidnsDomains(d *schema.ResourceData, meta any) error {
	all, _, err := call[[]apiDomain](meta.(service), "listDomains")
	if err != nil {
		return fmt.Errorf("[ERROR] Datasource alicloud_alidns_domains DescribeDomains Failed!!! %w", err)
	}
	name, word, wanted := matcher(d, "domain_name_regex"), d.Get("key_word").(string), idsOf(d)
	names, found := []string{}, []map[string]any{}
	for _, domain := range all {
		if !name(domain.Name) || !strings.Contains(domain.Name, word) || len(wanted) > 0 && !wanted[domain.Name] {
			continue
		}
		names = append(names, domain.Name)
		one := map[string]any{
			"domain_id": domain.ID, "id": domain.Name, "domain_name": domain.Name, "puny_code": domain.Name,
			"version_code": domain.Settings.VersionCode, "remark": domain.Settings.Remark, "tags": map[string]any{},
		}
		if d.Get("enable_details").(bool) {
			one["min_ttl"], one["dns_servers"] = domain.Settings.MinTTL, domain.Settings.NameServers
			one["available_ttls"], one["record_lines"] = []any{}, []any{}
		}
		found = append(found, one)
	}
	d.SetId("sandbox")
	return setAll(d, map[string]any{"ids": names, "names": names, "domains": found})
}
